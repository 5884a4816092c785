namespace MindGraphy.Domain.Feeds;

/// <summary>Keeps the addresses of private calendars unreadable in the database: whoever has such an address reads its owner's life.</summary>
public interface IFeedSeal
{
    /// <summary>Seals an address.</summary>
    string Seal(string address);

    /// <summary>The address again; null where it was sealed under another key or changed.</summary>
    string? Open(string sealedAddress);
}
