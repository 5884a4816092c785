using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Customers;

public sealed partial class Customer
{
    /// <summary>Takes over a couple from another system as it stood there; its history begins with that status.</summary>
    /// <returns>Refused as <see cref="Inquire"/> refuses, except that a date in the past is allowed.</returns>
    /// <param name="details">What is known; phones in any form.</param>
    /// <param name="status">Where they stand.</param>
    /// <param name="managerId">Who looks after them.</param>
    /// <param name="askedAt">When they asked.</param>
    /// <param name="takenBy">Who takes them over.</param>
    /// <param name="now">Now.</param>
    public static Result<Customer> TakeOver(
        CustomerDetails details,
        LeadStatus status,
        Guid? managerId,
        DateTimeOffset askedAt,
        Guid? takenBy,
        DateTimeOffset now
    )
    {
        if (Check(details, notBefore: null) is [var first, ..])
        {
            return first;
        }

        // Ids are the order of the list: an old couple takes its place among those of its time.
        var customer = new Customer
        {
            Id = askedAt < now && askedAt > DateTimeOffset.UnixEpoch ? Guid.CreateVersion7(askedAt) : Ids.New(),
            CreatedAt = askedAt,
            StatusChangedAt = askedAt,
            LastTouchedAt = askedAt,

            // Whoever is past the first stage was answered, whenever that was.
            FirstResponseAt = status is LeadStatus.Inquiry or LeadStatus.Cancelled ? null : askedAt,
            LeadStatus = status,
            AssignedManagerId = managerId,
        };
        customer.Write(details, now);
        customer._contacts.Add(
            new CustomerContact(customer.Id, ContactRole.Bride, customer.BrideName, customer.BridePhone, customer.Email, "ko", now)
        );
        customer._contacts.Add(
            new CustomerContact(customer.Id, ContactRole.Groom, customer.GroomName, customer.GroomPhone, null, "ko", now)
        );
        customer._stages.Add(new StageChange(customer.Id, null, status, null, takenBy, askedAt));
        return customer;
    }
}
