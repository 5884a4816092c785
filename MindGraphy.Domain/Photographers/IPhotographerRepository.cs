namespace MindGraphy.Domain.Photographers
{
    /// <summary>Photographers, their hours and days, inside one session.</summary>
    public interface IPhotographerRepository
    {
        /// <summary>Everybody who photographs or did, by name, without their load; the first five hundred.</summary>
        Task<IReadOnlyList<TeamRow>> TeamAsync(CancellationToken ct = default);

        /// <summary>How much everybody has to do in the weeks from a moment on, by person and number of the week, in one grouped statement.</summary>
        Task<IReadOnlyDictionary<(Guid PersonId, int Week), WeekLoad>> LoadAsync(
            DateTimeOffset from,
            int weeks,
            CancellationToken ct = default
        );

        /// <summary>One photographer for their page; null where the account is none.</summary>
        Task<PhotographerDetail?> DetailAsync(Guid personId, CancellationToken ct = default);

        /// <summary>
        /// A photographer with their hours, to change; made where the account photographs and had no such row yet; null where it does not. Their
        /// turn has been taken.
        /// </summary>
        /// <param name="personId">The account.</param>
        /// <param name="expectedVersion">The version the screen read.</param>
        /// <param name="ct">Cancels.</param>
        Task<Photographer?> FindAsync(Guid personId, uint? expectedVersion = null, CancellationToken ct = default);

        /// <summary>Hours of these people, and those beside them from one day to another.</summary>
        Task<IReadOnlyList<PersonHours>> HoursAsync(
            IReadOnlyCollection<Guid> people,
            DateOnly first,
            DateOnly last,
            CancellationToken ct = default
        );

        /// <summary>Leave and extra hours of a person from one day to another, by day.</summary>
        Task<IReadOnlyList<DaySlot>> SlotsAsync(Guid personId, DateOnly first, DateOnly last, CancellationToken ct = default);

        /// <summary>
        /// Leave takes the place of extra hours that begin with it (the seed has one entry for each begin): what lasts longer goes on when it ends.
        /// </summary>
        /// <param name="photographerId">Whose.</param>
        /// <param name="day">The day, in the studio's zone.</param>
        /// <param name="from">When the leave begins; null for the day's begin.</param>
        /// <param name="to">When it ends; null for the day's end.</param>
        /// <param name="ct">Cancels.</param>
        Task YieldExtraAsync(Guid photographerId, DateOnly day, TimeOnly? from, TimeOnly? to, CancellationToken ct = default);

        /// <summary>Takes the extra hours of a day out that begin at a time.</summary>
        Task DropExtraAsync(Guid photographerId, DateOnly day, TimeOnly? from, CancellationToken ct = default);

        /// <summary>Shoots of a person that touch a time, by begin.</summary>
        Task<IReadOnlyList<DayShoot>> ShootsAsync(Guid personId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct = default);

        /// <summary>Leave and extra hours of a person from one day to another, to take away.</summary>
        Task<IReadOnlyList<PhotographerAvailability>> DaysAsync(
            Guid personId,
            DateOnly first,
            DateOnly last,
            CancellationToken ct = default
        );

        /// <summary>The days that a request for leave wrote, to take away.</summary>
        Task<IReadOnlyList<PhotographerAvailability>> DaysOfAsync(Guid requestId, CancellationToken ct = default);

        /// <summary>Adds hours beside the usual ones.</summary>
        void Add(PhotographerAvailability extra);
    }

    /// <summary>Requests for leave, inside one session.</summary>
    public interface ILeaveRepository
    {
        /// <summary>Adds a request.</summary>
        void Add(LeaveRequest request);

        /// <summary>Whose request it is; null where there is none.</summary>
        Task<Guid?> PersonOfAsync(Guid requestId, CancellationToken ct = default);

        /// <summary>A request under its row's lock; null where there is none.</summary>
        Task<LeaveRequest?> LockAsync(Guid requestId, CancellationToken ct = default);

        /// <summary>Everything that keeps a person busy in a time, by begin; a hold that ran out does not.</summary>
        Task<IReadOnlyList<LeaveObstacle>> ObstaclesAsync(
            Guid personId,
            DateTimeOffset from,
            DateTimeOffset to,
            DateTimeOffset now,
            CancellationToken ct = default
        );

        /// <summary>Requests: those that wait by first day, others the newest first; the first two hundred.</summary>
        /// <param name="onlyOf">Of one person.</param>
        /// <param name="waiting">Only those that wait, or only the others; null for all.</param>
        /// <param name="ct">Cancels.</param>
        Task<IReadOnlyList<LeaveRow>> ListAsync(Guid? onlyOf, bool? waiting, CancellationToken ct = default);

        /// <summary>How many wait for an answer.</summary>
        Task<int> WaitingAsync(CancellationToken ct = default);

        /// <summary>Accounts that may answer, with their addresses.</summary>
        Task<IReadOnlyList<(Guid UserId, string Email)>> ManagersAsync(CancellationToken ct = default);
    }
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Photographers, their hours and days.</summary>
        Photographers.IPhotographerRepository Photographers { get; }

        /// <summary>Requests for leave.</summary>
        Photographers.ILeaveRepository Leave { get; }
    }
}
