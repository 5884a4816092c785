using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Gear;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Venues;
using MindGraphy.Web.Features.Notifications;
using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>A studio with couples, signed contracts and photographers.</summary>
public abstract class ProjectTest(MigratedTemplate template) : StudioTest(template)
{
    /// <summary>The wedding day of every couple here: Saturday 2026-05-16.</summary>
    protected static DateOnly WeddingDay { get; } = new(2026, 5, 16);

    protected ProjectService Projects => Get<ProjectService>();

    protected ScheduleService Schedules => Get<ScheduleService>();

    protected VenueService Venues => Get<VenueService>();

    protected override void Register(IServiceCollection services)
    {
        services.AddSingleton<ProjectService>();
        services.AddSingleton<ScheduleService>();
        services.AddSingleton<VenueService>();
        services.AddSingleton<GearService>();
        services.AddSingleton<CrewService>();
        services.AddSingleton<PhotographerService>();
        services.AddSingleton<LinkService>();
        services.AddSingleton<IMessageChannel, NoMessageChannel>();
        services.AddSingleton<SubstitutionService>();
    }

    /// <summary>An hour of the wedding day in Seoul.</summary>
    protected DateTimeOffset At(int hour, int minute = 0, int days = 0) => Clock.At(WeddingDay.AddDays(days), new TimeOnly(hour, minute));

    protected static ShootPlan Plan(DateTimeOffset start, DateTimeOffset end, Guid? photographer, params Guid[] assistants) =>
        new(ScheduleType.MainShoot, start, end, photographer, assistants, "더채플앳청담");

    protected Task<Result<Guid>> BookAsync(Guid project, ShootPlan plan) =>
        Schedules.BookAsync(Manager, project, plan, Guid.NewGuid().ToString(), ct: Ct);

    protected async Task<Guid> BookedAsync(Guid project, ShootPlan plan)
    {
        var booked = await BookAsync(project, plan);
        Assert.Null(booked.Refusal);
        return booked.Value;
    }

    protected async Task<Guid> PhotographerAsync(string family = "박", string given = "하늘") =>
        (await StaffAsync(UserRole.Photographer, family, given)).UserId!.Value;

    /// <summary>A couple with a contract that both have signed.</summary>
    protected async Task<Contract> SignedContractAsync(string bride = "김서연", string groom = "이준호", bool signed = true)
    {
        var package = await PackageAsync();
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        var details = new CustomerDetails(
            groom,
            bride,
            "010-2345-6789",
            "010-9876-5432",
            "couple@example.com",
            Clock.Today > WeddingDay ? Clock.Today : WeddingDay
        );
        var now = Time.GetUtcNow();
        var customer = Customer
            .Inquire(details with { WeddingTime = new TimeOnly(13, 0), WeddingVenue = "더채플앳청담" }, Clock.Today, now)
            .Value!;
        var number = "C-" + Guid.NewGuid().ToString("N")[..12];
        var contract = Contract
            .Draft(
                number,
                customer,
                package.Basis("ko"),
                new Money(2_200_000),
                PaymentPlan.Usual(new Money(440_000)),
                "ko",
                Clock.Today,
                now
            )
            .Value!;
        if (signed)
        {
            var contact = customer.Contacts[0];
            Assert.True(contract.AddSigner(contact, now).Succeeded);
            Assert.True(contract.Send("조항", "contracts/1.pdf", new string('a', 64), StandardContract.Template("ko"), now).Succeeded);
            var signature = new Signature(
                new string('a', 64),
                SignatureKind.Typed,
                "signatures/1.png",
                new string('b', 64),
                bride,
                [],
                null,
                null
            );
            Assert.True(contract.Sign(contact.Id, signature, Clock.Today, now).Succeeded);
        }

        db.AddRange(customer, contract);
        await db.SaveChangesAsync(Ct);
        return contract;
    }

    /// <summary>An open project of a new couple.</summary>
    protected async Task<Guid> ProjectAsync(string bride = "김서연", string groom = "이준호")
    {
        var contract = await SignedContractAsync(bride, groom);
        var opened = await Projects.OpenAsync(Manager, contract.Id, Ct);
        Assert.Null(opened.Refusal);
        return opened.Value;
    }

    protected async Task<ShootDetail> ShootAsync(Guid id)
    {
        var found = await Schedules.ShootAsync(Manager, id, Ct);
        Assert.Null(found.Refusal);
        return found.Value!;
    }

    /// <summary>Pairs of bookings of one person that overlap, asked of the database itself.</summary>
    protected Task<long> OverlapsAsync() =>
        ScalarAsync<long>(
            "SELECT count(*) FROM person_bookings a JOIN person_bookings b ON a.person_id = b.person_id AND a.id < b.id AND a.busy_from < b.busy_to AND b.busy_from < a.busy_to WHERE a.status = 'booked' AND b.status = 'booked'"
        );
}
