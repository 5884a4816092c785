namespace MindGraphy.Data.Embedded;

/// <summary>
/// Settings of the database, section <c>Database</c>. They concern the private cluster that the application starts for itself when
/// <c>ConnectionStrings:MindGraphy</c> is empty; with a connection string only the server it names matters.
/// </summary>
public sealed class DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary>The fewest connections a cluster is started with.</summary>
    public const int FewestConnections = 20;

    /// <summary>The most connections a cluster is started with.</summary>
    public const int MostConnections = 1000;

    /// <summary>
    /// The folder that holds <c>initdb</c> and <c>postgres</c>. Empty: the newest <c>/usr/lib/postgresql/*/bin</c>, then <c>PATH</c>.
    /// </summary>
    public string? BinFolder { get; set; }

    /// <summary>
    /// Where the private cluster lives; relative to the content root. Must be empty at first or hold a cluster made by MindGraphy. When the
    /// application runs as root, the account <c>postgres</c> must be able to enter it.
    /// </summary>
    public string DataFolder { get; set; } = ".data/postgres";

    /// <summary>Whether the private cluster may be used in the Production environment, where a named server is expected.</summary>
    public bool AllowEmbeddedInProduction { get; set; }

    /// <summary>
    /// How many connections the private cluster accepts, <see cref="FewestConnections"/> to <see cref="MostConnections"/>. The pool of one
    /// process stays 15 below it, so that a verb run beside the server finds room.
    /// </summary>
    public int MaxConnections { get; set; } = 100;

    /// <summary>Whether a commit waits until the disk has it. False only where losing everything does not matter: tests.</summary>
    public bool Fsync { get; set; } = true;

    /// <summary>What is wrong with these settings, each a sentence that names the key and the allowed values; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(DataFolder))
        {
            yield return $"{Section}:DataFolder is empty; it must name a folder, for example .data/postgres.";
        }

        if (MaxConnections is < FewestConnections or > MostConnections)
        {
            yield return $"{Section}:MaxConnections is {MaxConnections}; allowed are {FewestConnections} to {MostConnections}.";
        }

        if (!string.IsNullOrWhiteSpace(BinFolder) && !Directory.Exists(BinFolder))
        {
            yield return $"{Section}:BinFolder names {BinFolder}, which is no folder; allowed is a folder that holds initdb and postgres, or nothing.";
        }
    }
}
