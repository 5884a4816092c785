using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Inquiries;

/// <summary>What lets another server in (<c>api_tokens</c>). The token itself is shown once; only its hash is kept.</summary>
public sealed class ApiToken
{
    /// <summary>May send inquiries.</summary>
    public const string InquiriesWrite = "inquiries:write";

    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 100;

    private const string Prefix = "mgi_";
    private const int ShownLength = 10;

    private ApiToken() { }

    /// <summary>Id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What for, in the studio's words.</summary>
    public string Name { get; private init; } = "";

    /// <summary>What it may do.</summary>
    public List<string> Scopes { get; private init; } = [];

    /// <summary>SHA-256 of the token.</summary>
    public string TokenHash { get; private init; } = "";

    /// <summary>Its first characters, by which people recognise it.</summary>
    public string Shown { get; private init; } = "";

    /// <summary>Who made it.</summary>
    public Guid? CreatedById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Makes one.</summary>
    /// <returns>The row, and the token, which nobody sees again. Refused with <see cref="FieldRequired"/>, <see cref="FieldTooLong"/> or <see cref="TokenEndsInThePast"/>.</returns>
    public static Result<(ApiToken Token, string Secret)> Issue(string? name, DateTimeOffset? expiresAt, Guid? by, DateTimeOffset now)
    {
        var cleaned = StudioText.Clean(name);
        if (cleaned is null)
        {
            return new FieldRequired(nameof(Name));
        }

        if (cleaned.Length > NameMaxLength)
        {
            return new FieldTooLong(nameof(Name), NameMaxLength);
        }

        if (expiresAt <= now)
        {
            return new TokenEndsInThePast();
        }

        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var token = new ApiToken
        {
            Id = Ids.New(),
            Name = cleaned,
            Scopes = [InquiriesWrite],
            TokenHash = HashOf(secret),
            Shown = secret[..ShownLength],
            CreatedById = by,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return (token, secret);
    }

    /// <summary>What is kept of a token. It is 256 random bits: nothing slow is needed to keep it.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Takes it back; once is enough.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>Whether it opens anything now.</summary>
    public bool IsLive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);
}

/// <summary>A site that may show the form inside its pages (<c>embed_sites</c>).</summary>
public sealed class EmbedSite
{
    /// <summary>Most characters of an origin.</summary>
    public const int OriginMaxLength = 255;

    /// <summary>Most sites: they all stand in one header.</summary>
    public const int Most = 30;

    private EmbedSite() { }

    /// <summary>The site's origin: <c>https://www.example.com</c>.</summary>
    public string Origin { get; private init; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>
    /// The origin of what somebody typed: a host, or any address of the site. Only https, except on the own machine; Korean names as the
    /// network writes them.
    /// </summary>
    /// <returns>Refused with <see cref="SiteUnreadable"/>.</returns>
    public static Result<string> OriginOf(string? typed)
    {
        var text = StudioText.Clean(typed) ?? "";
        text = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0
            || address.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            || !(address.IsLoopback || address.IdnHost.Contains('.', StringComparison.Ordinal))
            || !address.IdnHost.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
        )
        {
            return new SiteUnreadable();
        }

        var origin = $"{address.Scheme}://{address.IdnHost}{(address.IsDefaultPort ? "" : ":" + address.Port)}";
        return origin.Length <= OriginMaxLength ? origin : new SiteUnreadable();
    }
}
