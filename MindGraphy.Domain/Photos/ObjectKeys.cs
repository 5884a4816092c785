namespace MindGraphy.Domain.Photos;

/// <summary>What a key of <see cref="IObjectStore"/> may look like, in one place for every store and for whoever makes keys.</summary>
public static class ObjectKeys
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 512;

    /// <summary>The longest name between two slashes, in characters: what file systems take, less room for a store's own marks.</summary>
    public const int MaxSegmentLength = 200;

    /// <summary>Returns the key, or says what is wrong with it.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, has other characters, <c>..</c>, or an empty name between slashes.</exception>
    public static string Require(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.Length > MaxLength)
        {
            throw new ArgumentException($"A key has at most {MaxLength} characters.", nameof(key));
        }

        foreach (var segment in key.Split('/'))
        {
            if (segment is "" or "." || segment.Length > MaxSegmentLength || segment.Contains("..", StringComparison.Ordinal))
            {
                throw new ArgumentException($"The key '{key}' has a name that is empty, made of dots or too long.", nameof(key));
            }
        }

        return HasAllowedCharacters(key) ? key : throw NotAllowed(key);
    }

    /// <summary>Returns the beginning of keys, which may be empty or end anywhere, or says what is wrong with it.</summary>
    /// <exception cref="ArgumentException">No key can begin so.</exception>
    public static string RequirePrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var possible =
            prefix.Length <= MaxLength
            && !prefix.StartsWith('/')
            && !prefix.Contains("..", StringComparison.Ordinal)
            && HasAllowedCharacters(prefix);
        return possible ? prefix : throw NotAllowed(prefix);
    }

    private static bool HasAllowedCharacters(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-');

    private static ArgumentException NotAllowed(string key) =>
        new($"The key '{key}' may have only a-z, A-Z, 0-9, '/', '.', '_' and '-', no '..' and no leading slash.", nameof(key));
}
