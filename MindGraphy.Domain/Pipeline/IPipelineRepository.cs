using System.ComponentModel.DataAnnotations.Schema;
using MindGraphy.Domain.Customers;

namespace MindGraphy.Domain.Pipeline
{
    /// <summary>Tasks, rules, lists, partners and saved views, inside one session.</summary>
    public interface IPipelineRepository
    {
        /// <summary>Adds a task.</summary>
        void Add(LeadTask task);

        /// <summary>A task, to change; null where there is none.</summary>
        Task<LeadTask?> FindTaskAsync(Guid id, CancellationToken ct = default);

        /// <summary>A couple's open tasks, to change, earliest first.</summary>
        Task<IReadOnlyList<LeadTask>> OpenTasksAsync(Guid customerId, CancellationToken ct = default);

        /// <summary>Whether a rule made a couple's task since a moment, open or not.</summary>
        Task<bool> HadTaskAsync(Guid customerId, Guid ruleId, DateTimeOffset since, CancellationToken ct = default);

        /// <summary>A couple's tasks that fell away at one moment, to change.</summary>
        Task<IReadOnlyList<LeadTask>> DroppedTasksAsync(Guid customerId, DateTimeOffset at, CancellationToken ct = default);

        /// <summary>The active rules of a stage.</summary>
        Task<IReadOnlyList<TaskRule>> RulesOfAsync(LeadStatus stage, CancellationToken ct = default);

        /// <summary>A couple's tasks as its page shows them: open ones first, then the newest done ones.</summary>
        Task<IReadOnlyList<TaskLine>> TasksOfAsync(Guid customerId, CancellationToken ct = default);

        /// <summary>Open tasks of one owner, or of everybody, due up to a day, earliest first.</summary>
        /// <param name="ownerId">Whose; null for everybody's.</param>
        /// <param name="until">The last day.</param>
        /// <param name="most">At most so many, up to 200.</param>
        /// <param name="ct">Cancels.</param>
        Task<IReadOnlyList<TaskLine>> DueAsync(Guid? ownerId, DateOnly until, int most, CancellationToken ct = default);

        /// <summary>Everything a board or list offers to choose from, in one statement.</summary>
        /// <param name="page">Whose saved views.</param>
        /// <param name="userId">Who looks.</param>
        /// <param name="ct">Cancels.</param>
        Task<PipelineChoices> ChoicesAsync(ViewPage page, Guid? userId, CancellationToken ct = default);

        /// <summary>Everything on the page of rules and lists.</summary>
        Task<PipelineRules> RulesAsync(CancellationToken ct = default);

        /// <summary>A rule, to change; null where there is none.</summary>
        Task<TaskRule?> FindRuleAsync(Guid id, CancellationToken ct = default);

        /// <summary>The idle rule of a stage, to change; made where the stage has none.</summary>
        Task<StageRule> IdleRuleAsync(LeadStatus stage, CancellationToken ct = default);

        /// <summary>A list, to change, in its order.</summary>
        Task<IReadOnlyList<ListItem>> ListAsync(ListKind kind, CancellationToken ct = default);

        /// <summary>A partner, to change; null where there is none.</summary>
        Task<Partner?> FindPartnerAsync(Guid id, CancellationToken ct = default);

        /// <summary>A saved view, to change; null where there is none.</summary>
        Task<SavedView?> FindViewAsync(Guid id, CancellationToken ct = default);

        /// <summary>Adds a rule.</summary>
        void Add(TaskRule rule);

        /// <summary>Adds an entry.</summary>
        void Add(ListItem item);

        /// <summary>Adds a partner.</summary>
        void Add(Partner partner);

        /// <summary>Adds a view.</summary>
        void Add(SavedView view);

        /// <summary>Adds that a commission was paid.</summary>
        void Add(PartnerCommission commission);

        /// <summary>Takes back that the commission of a contract was paid.</summary>
        Task RemoveCommissionAsync(Guid contractId, CancellationToken ct = default);

        /// <summary>A partner with the couples they sent, newest weddings first, the first 200; null where there is none.</summary>
        /// <param name="id">The partner.</param>
        /// <param name="withMoney">Whether contracts and sums are read.</param>
        /// <param name="ct">Cancels.</param>
        Task<PartnerSheet?> PartnerPageAsync(Guid id, bool withMoney, CancellationToken ct = default);

        /// <summary>Takes a view away.</summary>
        void Remove(SavedView view);

        /// <summary>Takes a rule away; the tasks it made stay.</summary>
        void Remove(TaskRule rule);
    }

    /// <summary>A task as a page shows it.</summary>
    /// <param name="Id">The task.</param>
    /// <param name="CustomerId">The couple.</param>
    /// <param name="BrideName">The bride.</param>
    /// <param name="GroomName">The groom.</param>
    /// <param name="Title">What is to be done.</param>
    /// <param name="DueOn">By when.</param>
    /// <param name="OwnerId">Who, where named.</param>
    /// <param name="OwnerName">Their name, or that of whoever looks after the couple.</param>
    /// <param name="ByRule">Whether a rule made it.</param>
    /// <param name="DoneAt">When it was done.</param>
    /// <param name="DoneByName">Who did it.</param>
    /// <param name="TitleEn">The words on English screens, where a rule had them.</param>
    public sealed record TaskLine(
        Guid Id,
        Guid CustomerId,
        string BrideName,
        string GroomName,
        string Title,
        DateOnly DueOn,
        Guid? OwnerId,
        string? OwnerName,
        bool ByRule,
        DateTimeOffset? DoneAt,
        string? DoneByName,
        string? TitleEn = null
    )
    {
        /// <summary>What is to be done, in the reader's language where the studio wrote it in both.</summary>
        public string Shown(bool korean) => korean ? Title : TitleEn ?? Title;

        /// <summary>Both names, bride first.</summary>
        [NotMapped]
        public string CoupleName => BrideName + " · " + GroomName;
    }

    /// <summary>What a board or list offers to choose from.</summary>
    /// <param name="Managers">Who may look after couples.</param>
    /// <param name="Sources">유입 경로 that are offered.</param>
    /// <param name="CancelReasons">Reasons that are offered.</param>
    /// <param name="Partners">Who sends couples.</param>
    /// <param name="Views">One's own saved views and those that are shared.</param>
    /// <param name="IdleDays">Idle after so many days, by stage; missing for never.</param>
    public sealed record PipelineChoices(
        IReadOnlyList<ManagerChoice> Managers,
        IReadOnlyList<ListChoice> Sources,
        IReadOnlyList<ListChoice> CancelReasons,
        IReadOnlyList<PartnerChoice> Partners,
        IReadOnlyList<ViewChoice> Views,
        IReadOnlyDictionary<LeadStatus, int> IdleDays
    )
    {
        /// <summary>Nothing to choose from: before it was read.</summary>
        public static PipelineChoices None { get; } = new([], [], [], [], [], new Dictionary<LeadStatus, int>());
    }

    /// <summary>An entry of a managed list.</summary>
    /// <param name="Name">What couples keep.</param>
    /// <param name="NameEn">The word on English screens.</param>
    /// <param name="AsksFor">Whether choosing it asks which partner it was.</param>
    public sealed record ListChoice(string Name, string? NameEn, PartnerKind? AsksFor)
    {
        /// <summary>The word in the reader's language.</summary>
        public string Shown(bool korean) => korean ? Name : NameEn ?? Name;
    }

    /// <summary>Who sends couples.</summary>
    /// <param name="Id">The partner.</param>
    /// <param name="Kind">What they are.</param>
    /// <param name="Name">Name.</param>
    public sealed record PartnerChoice(Guid Id, PartnerKind Kind, string Name);

    /// <summary>A saved view.</summary>
    /// <param name="Id">The view.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Query">The query string without its question mark.</param>
    /// <param name="IsMine">Whether it is the reader's own.</param>
    /// <param name="IsShared">Whether everybody is offered it.</param>
    public sealed record ViewChoice(Guid Id, string Name, string Query, bool IsMine, bool IsShared);

    /// <summary>The page of rules and lists.</summary>
    /// <param name="Tasks">Task rules in the order of the stages.</param>
    /// <param name="IdleDays">Idle after so many days, by stage.</param>
    /// <param name="Lists">Every entry, in its order.</param>
    /// <param name="Partners">Every partner by name.</param>
    /// <param name="Managers">Who may own tasks.</param>
    public sealed record PipelineRules(
        IReadOnlyList<TaskRuleLine> Tasks,
        IReadOnlyDictionary<LeadStatus, int> IdleDays,
        IReadOnlyList<ListLine> Lists,
        IReadOnlyList<PartnerLine> Partners,
        IReadOnlyList<ManagerChoice> Managers
    );

    /// <summary>A task rule.</summary>
    /// <param name="Id">The rule.</param>
    /// <param name="Details">What it says.</param>
    /// <param name="OwnerName">Who does it, where named.</param>
    public sealed record TaskRuleLine(Guid Id, TaskRuleDetails Details, string? OwnerName);

    /// <summary>An entry of a list.</summary>
    /// <param name="Id">The entry.</param>
    /// <param name="Kind">Which list.</param>
    /// <param name="Details">What it says.</param>
    /// <param name="Couples">How many couples keep its name, counted up to 1,000.</param>
    public sealed record ListLine(Guid Id, ListKind Kind, ListItemDetails Details, int Couples);

    /// <summary>A partner.</summary>
    /// <param name="Id">The partner.</param>
    /// <param name="Details">Who they are.</param>
    /// <param name="Couples">How many couples they sent, counted up to 1,000.</param>
    public sealed record PartnerLine(Guid Id, PartnerDetails Details, int Couples);
}

namespace MindGraphy.Domain.Common
{
    public partial interface IStudioSession
    {
        /// <summary>Tasks, rules, lists, partners and saved views.</summary>
        Pipeline.IPipelineRepository Pipeline { get; }
    }
}
