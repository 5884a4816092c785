using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photographers;
using MindGraphy.Tests.Support;
using Xunit;

namespace MindGraphy.Tests.Domain.Photographers;

/// <summary>A studio with photographers who ask for leave. The wedding day is a Saturday.</summary>
public abstract class TeamTest(MigratedTemplate template) : ProjectTest(template)
{
    protected LeaveService Leave => Get<LeaveService>();

    protected PhotographerService People => Get<PhotographerService>();

    protected AvailabilityService Days => Get<AvailabilityService>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddSingleton<LeaveService>().AddSingleton<PhotographerService>().AddSingleton<AvailabilityService>();
    }

    protected Task<Actor> ParkAsync() => StaffAsync(UserRole.Photographer, "박", "하늘");

    protected static LeaveAsk Whole(int first, int last, string? reason = "가족 여행") =>
        new(WeddingDay.AddDays(first), WeddingDay.AddDays(last), null, null, LeaveKind.Vacation, reason);

    protected static LeaveAsk Hours(int from, int to) =>
        new(WeddingDay, WeddingDay, new TimeOnly(from, 0), new TimeOnly(to, 0), LeaveKind.Personal, null);

    protected Task<Result<Guid>> AskAsync(Actor actor, LeaveAsk ask) => Leave.AskAsync(actor, ask, Guid.NewGuid().ToString(), Ct);

    protected async Task<Guid> AskedAsync(Actor actor, LeaveAsk ask)
    {
        var asked = await AskAsync(actor, ask);
        Assert.Null(asked.Refusal);
        return asked.Value;
    }

    protected Task<string> StatusAsync(Guid request) =>
        ScalarAsync<string>("SELECT status::text FROM leave_requests WHERE id = $1", request);

    protected Task<long> AwayAsync(Guid person) =>
        ScalarAsync<long>("SELECT count(*) FROM person_bookings WHERE person_id = $1 AND source = 'leave' AND status = 'booked'", person);
}
