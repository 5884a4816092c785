using System.Security.Cryptography;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;

namespace MindGraphy.Domain.Photos;

/// <summary>The studio's watermark: what it is, and bringing it onto albums that couples look at already.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="store">Where drawn marks are.</param>
/// <param name="drawer">Draws.</param>
/// <param name="clock">The studio's clock.</param>
public sealed class WatermarkService(IStudio studio, IObjectStore store, IStampDrawer drawer, StudioClock clock)
{
    /// <summary>Most bytes of a logo.</summary>
    public const int MaxLogoBytes = 2 * 1024 * 1024;

    private const int AskedAtOnce = 500;

    /// <summary>As it is.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<WatermarkView>> ViewAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var mark = await session.Photos.WatermarkAsync(ct);
        return new WatermarkView(
            mark.Text,
            mark.StampKey,
            mark.Place,
            mark.Opacity,
            mark.Size,
            await session.Photos.MarkedOtherwiseAsync(mark.Mark, ct)
        );
    }

    /// <summary>The store key of a picture to try a mark on: the newest that bears none.</summary>
    /// <returns>Null where there is none, or the actor may not see it.</returns>
    public async Task<string?> SampleAsync(Actor actor, int size, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return null;
        }

        await using var session = studio.Open(actor);
        return await session.Photos.UnmarkedAsync(ct) is { } photo ? Photo.RenditionKey(photo.Id, photo.ShownHash, size) : null;
    }

    /// <summary>Keeps a logo as a mark that can be chosen. It is on no picture before <see cref="ChangeAsync"/>.</summary>
    /// <returns>Its store key; refused with <see cref="NotAllowed"/> or <see cref="LogoUnreadable"/>.</returns>
    public async Task<Result<string>> AddLogoAsync(Actor actor, byte[] logo, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        return logo.Length <= MaxLogoBytes && drawer.Clean(logo) is { } stamp ? await KeepAsync(stamp, ct) : new LogoUnreadable();
    }

    /// <summary>Changes it. New proof albums bear it from now on; those that are there, once <see cref="ApplyAsync"/> is asked.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="FieldRequired"/> (no text, or no logo) or <see cref="FieldTooLong"/>.
    /// </returns>
    public async Task<Result> ChangeAsync(Actor actor, WatermarkDraft draft, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        var text = draft.Kind == WatermarkKind.Text ? StudioText.Clean(draft.Text) : null;
        if (draft.Kind == WatermarkKind.Text && text is null)
        {
            return new FieldRequired(nameof(draft.Text));
        }

        if (text?.Length > Watermark.TextMaxLength)
        {
            return new FieldTooLong(nameof(draft.Text), Watermark.TextMaxLength);
        }

        if (draft.Kind == WatermarkKind.Logo && (draft.LogoKey is null || await store.HeadAsync(draft.LogoKey, ct) is null))
        {
            return new FieldRequired(nameof(draft.LogoKey));
        }

        var key = draft.Kind switch
        {
            WatermarkKind.Text => await KeepAsync(drawer.Draw(text!), ct),
            WatermarkKind.Logo => draft.LogoKey,
            _ => null,
        };
        await using var session = studio.Open(actor);
        var mark = await session.Photos.LockWatermarkAsync(ct);
        mark.Change(text, key, draft.Place, draft.Opacity, draft.Size, clock.Now);
        return await session.SaveAsync(ct);
    }

    /// <summary>Has the pictures of proof albums made anew that bear another mark than the studio's. Until one is ready, the former is shown.</summary>
    /// <returns>How many; refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<int>> ApplyAsync(Actor actor, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Settings))
        {
            return new NotAllowed();
        }

        IReadOnlyList<Guid> photos;
        await using (var session = studio.Open(actor))
        {
            photos = await session.Photos.PhotosMarkedOtherwiseAsync((await session.Photos.WatermarkAsync(ct)).Mark, ct);
        }

        foreach (var some in photos.Chunk(AskedAtOnce))
        {
            await using var session = studio.Open(actor);
            foreach (var photo in some)
            {
                // Without a key: a mark may come back that was there before, and a task too many finds the mark that it was asked for.
                session.EnqueueTask(new RenderPhoto(photo, Anew: true));
            }

            var saved = await session.SaveAsync(ct);
            if (!saved.Succeeded)
            {
                return saved.Refusal;
            }
        }

        return photos.Count;
    }

    private async Task<string> KeepAsync(byte[] stamp, CancellationToken ct)
    {
        var key = $"watermarks/{Convert.ToHexStringLower(SHA256.HashData(stamp))}.png";
        try
        {
            await store.PutAsync(key, new MemoryStream(stamp), "image/png", ct);
        }
        catch (ObjectExistsException)
        {
            // The same mark was drawn before.
        }

        return key;
    }
}

/// <summary>What a watermark is made of.</summary>
public enum WatermarkKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A text.</summary>
    Text,

    /// <summary>The studio's logo.</summary>
    Logo,
}

/// <summary>The watermark as its page shows it.</summary>
/// <param name="Text">The text it was drawn from.</param>
/// <param name="StampKey">The drawn mark; null where there is none.</param>
/// <param name="Place">Where.</param>
/// <param name="Opacity">In percent.</param>
/// <param name="Size">In percent of a picture's width.</param>
/// <param name="Others">Pictures in proof albums that are shown with another mark, or without.</param>
public sealed record WatermarkView(string? Text, string? StampKey, WatermarkPlace Place, int Opacity, int Size, int Others)
{
    /// <summary>What it is made of.</summary>
    public WatermarkKind Kind =>
        StampKey is null ? WatermarkKind.None
        : Text is null ? WatermarkKind.Logo
        : WatermarkKind.Text;
}

/// <summary>A watermark as somebody wants it.</summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="Text">The text, 1 to <see cref="Watermark.TextMaxLength"/> characters.</param>
/// <param name="LogoKey">Of a logo: the key from <see cref="WatermarkService.AddLogoAsync"/>.</param>
/// <param name="Place">Where.</param>
/// <param name="Opacity">5 to 100 percent.</param>
/// <param name="Size">5 to 100 percent of a picture's width.</param>
public sealed record WatermarkDraft(WatermarkKind Kind, string? Text, string? LogoKey, WatermarkPlace Place, int Opacity, int Size);

/// <summary>What was given as a logo is no PNG of at most 2 MB.</summary>
public sealed record LogoUnreadable() : Refusal(RefusalKind.Invalid)
{
    /// <inheritdoc/>
    public override string? Field => nameof(WatermarkDraft.LogoKey);
}
