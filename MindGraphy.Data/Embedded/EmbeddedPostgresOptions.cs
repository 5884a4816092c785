namespace MindGraphy.Data.Embedded;

/// <summary>What a private cluster is started with.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The absolute folder the cluster lives in. Missing, empty, or made by an earlier start.</summary>
    public required string RootFolder { get; init; }

    /// <summary>The folder of <c>initdb</c> and <c>postgres</c>; null searches the usual places.</summary>
    public string? BinFolder { get; init; }

    /// <summary>The database that is created when it is missing.</summary>
    public string Database { get; init; } = "mindgraphy";

    /// <summary>How many connections the cluster accepts, at least <see cref="DatabaseOptions.FewestConnections"/>.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>Whether commits wait for the disk.</summary>
    public bool Fsync { get; init; } = true;

    /// <summary>How long a start may take, recovery after a crash included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The settings of the application as start options.</summary>
    /// <param name="settings">The section <c>Database</c>.</param>
    /// <param name="contentRoot">The folder a relative data folder is meant from.</param>
    public static EmbeddedPostgresOptions From(DatabaseOptions settings, string contentRoot)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new EmbeddedPostgresOptions
        {
            RootFolder = Path.GetFullPath(settings.DataFolder, Path.GetFullPath(contentRoot)),
            BinFolder = string.IsNullOrWhiteSpace(settings.BinFolder) ? null : Path.GetFullPath(settings.BinFolder),
            MaxConnections = settings.MaxConnections,
            Fsync = settings.Fsync,
        };
    }
}
