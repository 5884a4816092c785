using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;

namespace MindGraphy.Domain.Proofing;

// What guards a gallery beside its link: a PIN, and whether pictures may be saved.
public sealed partial class ProofService
{
    /// <summary>The PIN, to tell the couple.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, or <see cref="ProofNotFound"/> where none is asked for.</returns>
    public async Task<Result<string>> PinAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Proofs.LockAsync(sessionId, ct: ct) is { Pin.Id: { } pin }
            ? LinkPin.DigitsOf(signer, pin)
            : new ProofNotFound();
    }

    /// <summary>Another PIN than before, or the first; who gave the former has to give this one.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProofNotFound"/>.</returns>
    public Task<Result> RenewPinAsync(Actor actor, Guid sessionId, CancellationToken ct = default) =>
        ChangeAsync(actor, sessionId, proof => proof.Pin.Renew(), ct);

    /// <summary>Lets the couple save the watermarked pictures, or not any more. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProofNotFound"/>.</returns>
    public Task<Result> LetSaveAsync(Actor actor, Guid sessionId, bool may, CancellationToken ct = default) =>
        ChangeAsync(actor, sessionId, proof => proof.LetSave(may), ct);

    /// <summary>Gives a person of the couple a link to an open round; who has one that opens keeps it. The studio hands it over.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ProofNotFound"/>, <see cref="ProofClosed"/> or <see cref="PickerMissing"/>.</returns>
    public async Task<Result> GiveLinkAsync(Actor actor, Guid sessionId, Guid contactId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Proofs.LockAsync(sessionId, ct: ct) is not { } proof
            || await session.Proofs.StartAsync(proof.ProjectId, proof.AlbumId, ct) is not { } start
        )
        {
            return new ProofNotFound();
        }

        if (proof.IsDue(clock.Now) || proof.Status is not (ProofStatus.Pending or ProofStatus.Active))
        {
            return new ProofClosed(proof.IsDue(clock.Now) ? ProofStatus.Expired : proof.Status);
        }

        if (start.People.All(p => p.ContactId != contactId))
        {
            return new PickerMissing();
        }

        // Whoever presses twice finds the first one's.
        var keys = await session.Links.OfAsync(LinkPurpose.Proof, sessionId, ct);
        if (!keys.Any(k => k.ContactId == contactId && k.IsOpen(clock.Now)))
        {
            IssueLink(session, sessionId, start.CustomerId, contactId, proof.ExpiresAt);
        }

        session.Raise(new ProofChanged(proof.ProjectId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Takes a person's links to a round back at once, open pages included; what was picked stays. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ProofNotFound"/> or <see cref="NoLinkToTake"/>.</returns>
    public async Task<Result> TakeLinkAsync(Actor actor, Guid sessionId, Guid contactId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.LockAsync(sessionId, ct: ct) is not { } proof)
        {
            return new ProofNotFound();
        }

        var taken = await links.TakeAsync(session, LinkPurpose.Proof, sessionId, contactId, ct);
        if (!taken.Succeeded)
        {
            return taken;
        }

        session.Raise(new ProofChanged(proof.ProjectId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Tries a PIN.</summary>
    /// <returns>What to remember on this device; refused with <see cref="ProofNotFound"/>, <see cref="PinWrong"/> or <see cref="PinPaused"/>.</returns>
    public async Task<Result<Guid>> TryPinAsync(Actor actor, Guid sessionId, string? typed, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        if (
            actor.CustomerId is not { } customerId
            || await session.Proofs.LockAsync(sessionId, customerId, ct: ct) is not { Pin.Id: { } pin } proof
        )
        {
            return new ProofNotFound();
        }

        var tried = proof.Pin.Try(LinkPin.IsRight(signer, pin, typed), clock.Now);

        // A wrong try is kept too: that it was made is what counts.
        var saved = await session.SaveAsync(ct);
        return !tried.Succeeded ? tried.Refusal
            : saved.Succeeded ? pin
            : saved.Refusal;
    }

    /// <summary>The full hash of a photo that the couple may save now.</summary>
    /// <returns>Refused with <see cref="PhotoNotInGallery"/>.</returns>
    public async Task<Result<string>> SavedHashAsync(Actor actor, Guid sessionId, Guid photoId, CancellationToken ct = default)
    {
        await using var session = studio.Open(actor);
        return
            actor.CustomerId is { } customerId
            && await session.Proofs.ShownHashAsync(sessionId, customerId, photoId, actor.PinId, toSave: true, ct) is { } hash
            ? hash
            : new PhotoNotInGallery();
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid sessionId, Action<ProofSession> change, CancellationToken ct)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.LockAsync(sessionId, ct: ct) is not { } proof)
        {
            return new ProofNotFound();
        }

        change(proof);
        session.Raise(new ProofChanged(proof.ProjectId));
        return await session.SaveAsync(ct);
    }
}
