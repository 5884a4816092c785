using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Imports;

/// <summary>Where an import stands (<c>imports.status</c>).</summary>
public enum ImportStatus
{
    /// <summary>The file is here, its columns are known.</summary>
    Uploaded,

    /// <summary>The dry run is under way.</summary>
    Checking,

    /// <summary>The dry run is done: what would happen is known.</summary>
    Checked,

    /// <summary>Rows are being written.</summary>
    Running,

    /// <summary>Every row was looked at.</summary>
    Completed,

    /// <summary>Stopped by a person; what was written stays.</summary>
    Cancelled,

    /// <summary>The file could not be read to its end.</summary>
    Failed,

    /// <summary>Taken back.</summary>
    Undone,
}

/// <summary>The legal moves of an import.</summary>
public static class ImportFlow
{
    /// <summary>The table.</summary>
    public static readonly StatusFlow<ImportStatus> Moves = new(
        new(ImportStatus.Uploaded, ImportStatus.Checking),
        new(ImportStatus.Checking, ImportStatus.Checked, MoveBy.Fact),
        new(ImportStatus.Checking, ImportStatus.Uploaded),
        new(ImportStatus.Checking, ImportStatus.Failed, MoveBy.Fact),
        new(ImportStatus.Checked, ImportStatus.Checking),
        new(ImportStatus.Checked, ImportStatus.Running),
        new(ImportStatus.Running, ImportStatus.Completed, MoveBy.Fact),
        new(ImportStatus.Running, ImportStatus.Cancelled),
        new(ImportStatus.Running, ImportStatus.Failed, MoveBy.Fact),
        new(ImportStatus.Completed, ImportStatus.Undone),
        new(ImportStatus.Cancelled, ImportStatus.Undone),
        new(ImportStatus.Failed, ImportStatus.Undone)
    );
}

/// <summary>What is done with a row whose couple is here already.</summary>
public enum DuplicateRule
{
    /// <summary>Leave it out.</summary>
    Skip,

    /// <summary>Fill in what is empty.</summary>
    FillIn,

    /// <summary>Make a second couple.</summary>
    MakeAnyway,
}

/// <summary>What a column of a file is.</summary>
public enum ImportField
{
    /// <summary>The bride.</summary>
    BrideName,

    /// <summary>The groom.</summary>
    GroomName,

    /// <summary>The bride's phone.</summary>
    BridePhone,

    /// <summary>The groom's phone.</summary>
    GroomPhone,

    /// <summary>The couple's e-mail.</summary>
    Email,

    /// <summary>The wedding day.</summary>
    WeddingDate,

    /// <summary>The hour.</summary>
    WeddingTime,

    /// <summary>Where.</summary>
    WeddingVenue,

    /// <summary>How they found us.</summary>
    Source,

    /// <summary>Where they stand.</summary>
    Status,

    /// <summary>Who looks after them, by name or e-mail.</summary>
    Manager,

    /// <summary>When they asked.</summary>
    CreatedDate,

    /// <summary>Postal code of their home.</summary>
    PostalCode,

    /// <summary>Address of their home.</summary>
    Address,

    /// <summary>Notes.</summary>
    Notes,
}

/// <summary>Why an undo left a couple or a field as it is.</summary>
public enum KeptReason
{
    /// <summary>They have a contract.</summary>
    Contract,

    /// <summary>They have a project.</summary>
    Project,

    /// <summary>Their card was moved.</summary>
    Moved,

    /// <summary>Somebody edited them.</summary>
    Edited,

    /// <summary>Something else belongs to them by now.</summary>
    Used,
}
