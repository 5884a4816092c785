using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Notifications;

/// <summary>When the studio writes to people by itself: by day. Nobody is reminded at night (field practice; advertising law has 21 to 8).</summary>
public static class SendingHours
{
    private static readonly TimeOnly Opens = new(9, 0);
    private static readonly TimeOnly Closes = new(20, 0);

    /// <summary>Whether it is such an hour in the studio now.</summary>
    public static bool AreNow(StudioClock clock)
    {
        var hour = TimeOnly.FromDateTime(clock.Local(clock.Now).DateTime);
        return hour >= Opens && hour < Closes;
    }
}
