using MindGraphy.Domain.Common;
using MindGraphy.Domain.Photos;

namespace MindGraphy.Web.Features.Photos;

/// <summary>What an album is called.</summary>
public static class AlbumNames
{
    /// <summary>Its own name, or that of its kind.</summary>
    public static string Of(string? title, AlbumType type) => title ?? Words.Of(type);
}
