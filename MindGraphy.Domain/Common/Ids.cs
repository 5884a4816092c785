namespace MindGraphy.Domain.Common;

/// <summary>Ids are UUIDv7: made in code, ordered by time, so that rows of one hour lie together. They are names, never secrets.</summary>
public static class Ids
{
    /// <summary>A new id.</summary>
    public static Guid New() => Guid.CreateVersion7();
}
