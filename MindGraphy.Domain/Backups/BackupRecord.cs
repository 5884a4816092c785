using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Backups;

/// <summary>On what a copy lies (<c>backup_records.backup_type</c>).</summary>
public enum BackupType
{
    /// <summary>SSD.</summary>
    Ssd,

    /// <summary>Hard disk.</summary>
    Hdd,

    /// <summary>The studio's NAS.</summary>
    Nas,

    /// <summary>Cold storage.</summary>
    Glacier,
}

/// <summary>Whether a copy was read again and compared (<c>backup_records.verification_status</c>).</summary>
public enum VerificationStatus
{
    /// <summary>Not yet.</summary>
    Pending,

    /// <summary>Every byte was read and hashed.</summary>
    Verified,

    /// <summary>Something is missing or differs.</summary>
    Failed,
}

/// <summary>The legal moves of a backup check (design, section 4).</summary>
public static class VerificationFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<VerificationStatus> Moves = new(
        new(VerificationStatus.Pending, VerificationStatus.Verified, MoveBy.Fact),
        new(VerificationStatus.Pending, VerificationStatus.Failed, MoveBy.Fact),
        new(VerificationStatus.Verified, VerificationStatus.Failed, MoveBy.Fact),
        new(VerificationStatus.Failed, VerificationStatus.Verified, MoveBy.Fact)
    );
}

/// <summary>A copy of a project's photos (<c>backup_records</c>).</summary>
public sealed class BackupRecord
{
    private BackupRecord() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The project.</summary>
    public Guid ProjectId { get; private init; }

    /// <summary>On what.</summary>
    public BackupType BackupType { get; private init; }

    /// <summary>Which device or bucket.</summary>
    public string? StorageLocation { get; private init; }

    /// <summary>Where on it.</summary>
    public string? BackupPath { get; private init; }

    /// <summary>How many bytes.</summary>
    public long? BackupSizeBytes { get; private init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset BackupDate { get; private init; }

    /// <summary>Whether it was read again.</summary>
    public VerificationStatus VerificationStatus { get; private set; }

    /// <summary>When it was read again.</summary>
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>Until when it is kept.</summary>
    public DateOnly? RetentionUntil { get; private init; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; private init; }

    /// <summary>When the row was written.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
}
