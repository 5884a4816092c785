namespace MindGraphy.Domain.Accounts;

/// <summary>The rights that <c>role_permissions</c> hands out. Names are stored: add, never rename.</summary>
public static class Rights
{
    /// <summary>See and change leads and customers.</summary>
    public const string Leads = "leads";

    /// <summary>Make, send and cancel contracts; record payments.</summary>
    public const string Contracts = "contracts";

    /// <summary>Approve money that goes back, and take back bookings that were mistakes.</summary>
    public const string Refunds = "refunds";

    /// <summary>See every project; without it a photographer or editor sees only their own.</summary>
    public const string ProjectsAll = "projects.all";

    /// <summary>See projects that one is assigned to.</summary>
    public const string Projects = "projects";

    /// <summary>Book, move and cancel shoots, holds and leave of anyone.</summary>
    public const string Calendar = "calendar";

    /// <summary>Book somebody although they are busy, with a reason that is kept.</summary>
    public const string Overbook = "calendar.override";

    /// <summary>Upload to the albums of one's projects.</summary>
    public const string Upload = "upload";

    /// <summary>Open and send proof galleries.</summary>
    public const string Proofing = "proofing";

    /// <summary>See the editing queue and work on one's jobs.</summary>
    public const string Editing = "editing";

    /// <summary>Assign and order everybody's editing jobs.</summary>
    public const string EditingAll = "editing.all";

    /// <summary>Check one's own retouching where nobody else is there to do it.</summary>
    public const string EditingAlone = "editing.alone";

    /// <summary>Read the development mailbox and notices.</summary>
    public const string Notices = "notices";

    /// <summary>Accounts and studio settings.</summary>
    public const string Settings = "settings";

    /// <summary>Bring in couples from a file, and take an import back.</summary>
    public const string Import = "import";

    /// <summary>Take couples out as a file.</summary>
    public const string Export = "export";

    /// <summary>What <c>seed</c> writes for each role on a new installation.</summary>
    public static IReadOnlyDictionary<UserRole, IReadOnlyList<string>> Defaults { get; } =
        new Dictionary<UserRole, IReadOnlyList<string>>
        {
            [UserRole.Admin] =
            [
                Leads,
                Contracts,
                Refunds,
                ProjectsAll,
                Projects,
                Calendar,
                Overbook,
                Upload,
                Proofing,
                Editing,
                EditingAll,
                EditingAlone,
                Notices,
                Settings,
                Import,
                Export,
            ],
            [UserRole.Manager] =
            [
                Leads,
                Contracts,
                Refunds,
                ProjectsAll,
                Projects,
                Calendar,
                Overbook,
                Upload,
                Proofing,
                Editing,
                EditingAll,
                Notices,
                Import,
                Export,
            ],
            [UserRole.Photographer] = [Projects, Upload],
            [UserRole.Editor] = [Projects, Editing],
            [UserRole.Client] = [],
        };
}
