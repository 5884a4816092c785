using System.ComponentModel.DataAnnotations;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Web.Features.Customers;

/// <summary>What staff type about a couple. Limits are the aggregate's; what it cannot say here, the aggregate refuses at the field.</summary>
public sealed class CustomerForm
{
    [Required]
    [MaxLength(Customer.NameMaxLength)]
    public string? BrideName { get; set; }

    [Required]
    [MaxLength(Customer.NameMaxLength)]
    public string? GroomName { get; set; }

    public string? BridePhone { get; set; }

    public string? GroomPhone { get; set; }

    [MaxLength(Customer.EmailMaxLength)]
    public string? Email { get; set; }

    public DateOnly? WeddingDate { get; set; }

    public TimeOnly? WeddingTime { get; set; }

    [MaxLength(Customer.VenueMaxLength)]
    public string? WeddingVenue { get; set; }

    public Domain.Projects.ProjectType? WishedType { get; set; }

    [MaxLength(Customer.SourceMaxLength)]
    public string? SourceChannel { get; set; }

    [MaxLength(Customer.NotesMaxLength)]
    public string? Notes { get; set; }

    /// <summary>A form that starts from what is known.</summary>
    public static CustomerForm Of(CustomerDetails known) =>
        new()
        {
            BrideName = known.BrideName,
            GroomName = known.GroomName,
            BridePhone = Phone.Show(known.BridePhone),
            GroomPhone = Phone.Show(known.GroomPhone),
            Email = known.Email,
            WeddingDate = known.WeddingDate,
            WeddingTime = known.WeddingTime,
            WeddingVenue = known.WeddingVenue,
            WishedType = known.WishedType,
            SourceChannel = known.SourceChannel,
            Notes = known.Notes,
        };

    /// <summary>As the service takes it.</summary>
    public CustomerDetails ToDetails() =>
        new(GroomName, BrideName, GroomPhone, BridePhone, Email, WeddingDate, WeddingTime, WeddingVenue, SourceChannel, Notes, WishedType);
}
