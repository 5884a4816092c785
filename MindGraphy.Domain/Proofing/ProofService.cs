using System.Text.Json;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Domain.Proofing;

/// <summary>Picking (셀렉): the studio's side here, the couple's in its other part.</summary>
/// <param name="studio">Sessions.</param>
/// <param name="links">Keys to the couple's page.</param>
/// <param name="signer">Holds the server's key, from which PINs follow.</param>
/// <param name="news">Where open screens hear of taps.</param>
/// <param name="clock">The studio's clock.</param>
public sealed partial class ProofService(IStudio studio, LinkService links, ILinkSigner signer, IStudioNews news, StudioClock clock)
{
    /// <summary>Days that links stay open after the deadline, so that a late couple reads "time is up" and a submitted one its summary.</summary>
    public const int LinkGraceDays = 30;

    /// <summary>Days that links stay open after submitting: the summary is there to be kept.</summary>
    public const int SummaryDays = 365;

    /// <summary>What the form that sends a gallery offers.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProjectNotFound"/>.</returns>
    public async Task<Result<ProofOffer>> OfferAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var settings = await session.SettingsAsync(ct);
        return await session.Proofs.OfferAsync(projectId, ct) is { } offer
            ? offer with
            {
                Deadline = clock.Today.AddDays(settings.ProofDays),
            }
            : new ProjectNotFound();
    }

    /// <summary>The end of a day in the studio: what "by Friday" means as a deadline.</summary>
    public DateTimeOffset EndOf(DateOnly day) => clock.At(day, new TimeOnly(23, 59));

    /// <summary>Prepares a round and sends everybody chosen a personal link.</summary>
    /// <param name="actor">Who sends.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="albumId">The album to show, with at least one photo that can be shown.</param>
    /// <param name="contactIds">Who picks: people of this couple, at least one.</param>
    /// <param name="maxSelections">How many may be picked; null for what the contract includes, and without limit where it says nothing.</param>
    /// <param name="deadline">Until when, in the future.</param>
    /// <param name="rules">What else holds; null for the usual: extras at the contract's price, parts of the day as they come.</param>
    /// <param name="idempotencyKey">The form's key: sending the form twice makes one round and one mail each; null where nobody fills a form in.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// The round's id. Refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/>, <see cref="AlbumEmpty"/>,
    /// <see cref="PickerMissing"/>, <see cref="LimitOutOfRange"/>, <see cref="DeadlineInThePast"/>, <see cref="SectionRuleWrong"/>,
    /// <see cref="SectionTooFew"/>, <see cref="ProofRoundOpen"/>, <see cref="ProofSubmitted"/>, <see cref="KeyUsedForAnother"/> or
    /// <see cref="ProjectCannotMove"/>.
    /// </returns>
    public async Task<Result<Guid>> PrepareAsync(
        Actor actor,
        Guid projectId,
        Guid albumId,
        IReadOnlyCollection<Guid> contactIds,
        int? maxSelections,
        DateTimeOffset deadline,
        ProofRules? rules = null,
        string? idempotencyKey = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (idempotencyKey is not null)
        {
            var form = FormFingerprint.Of(
                new
                {
                    projectId,
                    albumId,
                    People = contactIds.Order(),
                    maxSelections,
                    deadline,
                    rules,
                }
            );
            var once = await session.BeginOnceAsync(PrepareScope, idempotencyKey, form, ct);
            if (!once.Succeeded)
            {
                return once.Refusal;
            }

            if (once.Value.Reply is { } reply)
            {
                return Guid.Parse(reply);
            }
        }

        // A round's row before its project's, as everywhere.
        var former = await session.Proofs.LockOpenOfAlbumAsync(albumId, ct);
        if (
            await session.Proofs.LockProjectAsync(projectId, ct) is not { } project
            || await session.Proofs.StartAsync(projectId, albumId, ct) is not { } start
        )
        {
            return new ProjectNotFound();
        }

        if (!start.HasReadyPhoto)
        {
            return new AlbumEmpty();
        }

        var wanted = contactIds.ToHashSet();
        var people = start.People.Where(p => wanted.Contains(p.ContactId)).ToList();
        if (people.Count == 0 || people.Count != wanted.Count)
        {
            return new PickerMissing();
        }

        var (now, id) = (clock.Now, Ids.New());
        var given = people.ConvertAll(p => (Person: p, Link: IssueLink(session, id, start.CustomerId, p.ContactId, deadline)));
        var hash = given[0].Link.TokenHash;
        var prepared = await PrepareAsync(session, id, projectId, albumId, hash, start, maxSelections, deadline, rules, ct);
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        var free = await MakeRoomAsync(session, albumId, former, null, ct);
        if (!free.Succeeded)
        {
            return free.Refusal;
        }

        var sent = project.ProofsSent(clock, now);
        if (!sent.Succeeded)
        {
            return sent.Refusal;
        }

        session.Proofs.Add(prepared.Value);
        var settings = await session.SettingsAsync(ct);
        foreach (var (person, link) in given)
        {
            Write(
                session,
                settings,
                "proof_ready",
                person,
                start,
                prepared.Value.MaxSelections,
                deadline,
                link,
                prepared.Value.Pin.Id is not null
            );
        }

        if (idempotencyKey is not null)
        {
            session.CompleteOnce(PrepareScope, idempotencyKey, id.ToString());
        }

        session.Raise(new ProofChanged(projectId));
        var saved = await session.SaveAsync(ct);
        return saved.Succeeded ? id : saved.Refusal;
    }

    /// <summary>The personal links of a round that open now, to hand over by another way.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProofNotFound"/>.</returns>
    public async Task<Result<IReadOnlyList<ProofLink>>> LinkUrlsAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        var keys = await session.Links.OfAsync(LinkPurpose.Proof, sessionId, ct);
        if (keys.Count == 0)
        {
            return new ProofNotFound();
        }

        var names = (await session.Proofs.PeopleAsync(keys[0].CustomerId, ct)).ToDictionary(p => p.ContactId, p => p.Name);
        return keys.Where(k => k.IsOpen(clock.Now) && k.ContactId is not null)
            .Select(k => new ProofLink(k.ContactId!.Value, names.GetValueOrDefault(k.ContactId.Value, ""), links.PathOf(k)))
            .ToList();
    }

    /// <summary>
    /// Opens a submitted or expired round for picking again; links work again and who holds one gets a mail. Where all links were taken back, those that went
    /// together are given anew; whose link went alone before gets none.
    /// </summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="ProofNotFound"/>, <see cref="ProofCannotMove"/>, <see cref="Customers.ReasonRequired"/>,
    /// <see cref="DeadlineInThePast"/>, <see cref="ProofRoundOpen"/> while another round over the album is out, <see cref="ProofSubmitted"/> where the picks of
    /// another one were submitted, <see cref="ProjectCannotMove"/> once retouching is done, or <see cref="EditedElsewhere"/>.
    /// </returns>
    public async Task<Result> ReopenAsync(
        Actor actor,
        Guid sessionId,
        string? reason,
        DateTimeOffset deadline,
        uint expectedVersion,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.LockAsync(sessionId, expectedVersion: expectedVersion, ct: ct) is not { } proof)
        {
            return new ProofNotFound();
        }

        var other = await session.Proofs.LockOpenOfAlbumAsync(proof.AlbumId, ct);
        if (
            await session.Proofs.LockProjectAsync(proof.ProjectId, ct) is not { } project
            || await session.Proofs.StartAsync(proof.ProjectId, proof.AlbumId, ct) is not { } start
        )
        {
            return new ProofNotFound();
        }

        var free = await MakeRoomAsync(session, proof.AlbumId, other, proof, ct);
        if (!free.Succeeded)
        {
            return free;
        }

        var reopened = proof.Reopen(reason, deadline, clock.Now);
        if (!reopened.Succeeded)
        {
            return reopened;
        }

        var sent = project.ProofsSent(clock, clock.Now);
        if (!sent.Succeeded)
        {
            return sent;
        }

        var settings = await session.SettingsAsync(ct);
        var keys = await session.Links.OfAsync(LinkPurpose.Proof, sessionId, ct);

        // Whose link alone was taken back is not to pick any more. Where all were, the round is given out anew to those whose links went together, last.
        var last = keys.Max(k => k.RevokedAt);
        var held = keys.Any(k => k.RevokedAt is null)
            ? keys.Where(k => k.RevokedAt is null).ToList()
            : keys.Where(k => last - k.RevokedAt < LinkToken.Together).ToList();
        foreach (var person in start.People.Where(p => held.Any(k => k.ContactId == p.ContactId)))
        {
            var link = keys.FirstOrDefault(k => k.ContactId == person.ContactId && k.RevokedAt is null);
            link?.Extend(LinkUntil(deadline));
            link ??= IssueLink(session, sessionId, start.CustomerId, person.ContactId, deadline);
            Write(session, settings, "proof_ready", person, start, proof.MaxSelections, deadline, link, proof.Pin.Id is not null);
        }

        session.Raise(new ProofChanged(proof.ProjectId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Gives an open round more (or less) time; its links with it. Whose link opens is written to where it is more.</summary>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="ProofNotFound"/>, <see cref="ProofClosed"/>, <see cref="DeadlineInThePast"/> or
    /// <see cref="EditedElsewhere"/>.
    /// </returns>
    public async Task<Result> ExtendAsync(
        Actor actor,
        Guid sessionId,
        DateTimeOffset deadline,
        uint expectedVersion,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.LockAsync(sessionId, expectedVersion: expectedVersion, ct: ct) is not { } proof)
        {
            return new ProofNotFound();
        }

        var before = proof.ExpiresAt;
        var extended = proof.Extend(deadline, clock.Now);
        if (!extended.Succeeded)
        {
            return extended;
        }

        var keys = await session.Links.OfAsync(LinkPurpose.Proof, sessionId, ct);
        foreach (var link in keys)
        {
            link.Extend(LinkUntil(deadline));
        }

        if (proof.ExpiresAt > before && await session.Proofs.StartAsync(proof.ProjectId, proof.AlbumId, ct) is { } start)
        {
            var settings = await session.SettingsAsync(ct);
            foreach (var person in start.People)
            {
                if (keys.LastOrDefault(k => k.ContactId == person.ContactId && k.IsOpen(clock.Now)) is { } link)
                {
                    Write(
                        session,
                        settings,
                        "proof_extended",
                        person,
                        start,
                        proof.CurrentSelections,
                        deadline,
                        link,
                        proof.Pin.Id is not null
                    );
                }
            }
        }

        session.Raise(new ProofChanged(proof.ProjectId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Limit and rules of a round, to change them.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProofNotFound"/>.</returns>
    public async Task<Result<ProofRuleBook>> RulesAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
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

        var ready = await session.Proofs.ReadyBySectionAsync(proof.AlbumId, ct);
        var picked = await session.Proofs.PickedBySectionAsync(sessionId, ct);
        var rules = proof.Sections.ToDictionary(s => s.Section);
        return new ProofRuleBook(
            proof.MaxSelections,
            [
                .. ready
                    .Keys.Union(rules.Keys)
                    .Order()
                    .Select(s => new SectionRoom(
                        s,
                        ready.GetValueOrDefault(s),
                        picked.GetValueOrDefault(s),
                        rules.GetValueOrDefault(s) is { Least: > 0 } least ? least.Least : null,
                        rules.GetValueOrDefault(s)?.Most
                    )),
            ]
        );
    }

    /// <summary>Changes limit and rules of a round that is out; what is picked stays. Taps of the couple meanwhile come before or after it.</summary>
    /// <param name="actor">Who changes them.</param>
    /// <param name="sessionId">The round.</param>
    /// <param name="maxSelections">Limit; null without limit.</param>
    /// <param name="sections">How many of each part of the day are wanted.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>, <see cref="ProofNotFound"/> or what <see cref="ProofSession.Change"/> refuses.</returns>
    public async Task<Result> ChangeRulesAsync(
        Actor actor,
        Guid sessionId,
        int? maxSelections,
        IReadOnlyCollection<SectionWish> sections,
        CancellationToken ct = default
    )
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

        var changed = proof.Change(
            maxSelections,
            sections,
            await session.Proofs.ReadyBySectionAsync(proof.AlbumId, ct),
            await session.Proofs.PickedBySectionAsync(sessionId, ct),
            clock.Now
        );
        if (!changed.Succeeded)
        {
            return changed;
        }

        session.Raise(new ProofChanged(proof.ProjectId));
        return await session.SaveAsync(ct);
    }

    /// <summary>Takes every link of a round back at once; what was picked stays. Repeating it changes nothing.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProofNotFound"/>.</returns>
    public async Task<Result> RevokeAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
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

        var now = clock.Now;
        foreach (var link in await session.Links.OfAsync(LinkPurpose.Proof, sessionId, ct))
        {
            link.Revoke(now);
        }

        session.Raise(new ProofChanged(proof.ProjectId));
        return await session.SaveAsync(ct);
    }

    /// <summary>The gallery as the couple sees it, for staff: nothing counts as opened, and nobody's picks are their own.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProofNotFound"/>.</returns>
    public async Task<Result<ProofGallery>> PreviewAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return
            await session.Proofs.CustomerOfAsync(sessionId, ct) is { } customerId
            && await session.Proofs.HeadAsync(sessionId, customerId, null, clock.Now, ct) is { } head
            ? new ProofGallery(
                head,
                await session.Proofs.PhotosAsync(head, null, null, ct),
                await session.AlbumOrders.BudgetAsync(head.ProjectId, clock.Today, ct)
            )
            : new ProofNotFound();
    }

    /// <summary>The gallery as the couple would see it if this were sent, for staff. Nothing is made, nobody is told, and no link opens.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="projectId">The project.</param>
    /// <param name="albumId">The album to show, with at least one photo that can be shown.</param>
    /// <param name="contactIds">Who would pick; each of two people reads the other's name.</param>
    /// <param name="maxSelections">How many may be picked; null for what the contract includes.</param>
    /// <param name="deadline">Until when, in the future.</param>
    /// <param name="rules">What else would hold; null for the usual.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>
    /// Refused with <see cref="NotAllowed"/>, <see cref="ProjectNotFound"/>, <see cref="AlbumEmpty"/> or what <see cref="ProofSession.Prepare"/> refuses.
    /// </returns>
    public async Task<Result<ProofGallery>> PreviewNewAsync(
        Actor actor,
        Guid projectId,
        Guid albumId,
        IReadOnlyCollection<Guid> contactIds,
        int? maxSelections,
        DateTimeOffset deadline,
        ProofRules? rules = null,
        CancellationToken ct = default
    )
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (await session.Proofs.StartAsync(projectId, albumId, ct) is not { } start)
        {
            return new ProjectNotFound();
        }

        if (!start.HasReadyPhoto)
        {
            return new AlbumEmpty();
        }

        var prepared = await PrepareAsync(session, Guid.Empty, projectId, albumId, "", start, maxSelections, deadline, rules, ct);
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        var proof = prepared.Value;
        var people = start.People.Where(p => contactIds.Contains(p.ContactId)).ToList();
        var head = new ProofHead(
            proof.Id,
            projectId,
            albumId,
            proof.Status,
            proof.CurrentSelections,
            proof.MaxSelections,
            proof.ExpiresAt,
            null,
            start.CoupleName,
            start.WeddingDate,
            null,
            people.Count > 1 ? people[^1].Name : null,
            0,
            proof.ExtraWon
        )
        {
            Sections = [.. proof.Sections.OrderBy(s => s.Section).Select(s => new SectionStand(s.Section, s.Least, s.Most, 0))],
            MaySave = proof.MaySave,
        };
        var photos = await session.Proofs.PhotosAsync(head, null, null, ct);
        return new ProofGallery(
            head with
            {
                TotalPhotos = photos.Count,
            },
            photos,
            await session.AlbumOrders.BudgetAsync(projectId, clock.Today, ct)
        );
    }

    /// <summary>The picks of a round side by side: what both picked, only one, and where they disagree.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/> or <see cref="ProofNotFound"/>.</returns>
    public async Task<Result<ProofComparison>> CompareAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        if (
            await session.Proofs.CustomerOfAsync(sessionId, ct) is not { } customerId
            || await session.Proofs.HeadAsync(sessionId, customerId, null, clock.Now, ct) is not { } head
        )
        {
            return new ProofNotFound();
        }

        var pickers = await session.Proofs.PickersAsync(sessionId, ct);
        var people = (await session.Proofs.PeopleAsync(customerId, ct)).Where(p => pickers.Contains(p.ContactId)).ToList();
        var selections = await session.Proofs.SelectionsAsync(sessionId, ct);
        var said = selections.ToLookup(s => s.PhotoId, s => new SaidBy(s.ContactId, s.Kind, s.Note, s.PinX, s.PinY));
        var picks = ProofSession.PicksOf(selections, head.HandOrder, _ => "");
        var files = await session.Proofs.FilesAsync([.. picks.Select(p => p.PhotoId)], ct);
        var ids = people.ConvertAll(p => p.ContactId);
        return new ProofComparison(
            sessionId,
            head.ProjectId,
            head.CoupleName,
            people.ConvertAll(p => (p.ContactId, p.Name)),
            [
                .. picks
                    .Where(p => files.ContainsKey(p.PhotoId))
                    .Select(p =>
                    {
                        var (file, all) = (files[p.PhotoId], said[p.PhotoId].ToList());
                        return new ComparedPick(
                            p.PhotoId,
                            file.FileName,
                            file.Hash[..16],
                            file.Section,
                            p.Order,
                            ComparedPick.Of(all, ids),
                            all
                        );
                    }),
            ]
        );
    }

    /// <summary>Who is picking, how far they are and until when; also what is over.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<ProofList>> AllAsync(Actor actor, ProofStatus? status, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return await session.Proofs.AllAsync(status, clock.Now, ct);
    }

    /// <summary>The rounds of a project with who came, when, and how much was picked.</summary>
    /// <returns>Refused with <see cref="NotAllowed"/>.</returns>
    public async Task<Result<IReadOnlyList<ProofActivity>>> ActivityAsync(Actor actor, Guid projectId, CancellationToken ct = default)
    {
        if (!actor.May(Rights.Proofing))
        {
            return new NotAllowed();
        }

        await using var session = studio.Open(actor);
        return (await session.Proofs.ActivityAsync(projectId, clock.Now, ct)).ToList();
    }

    // What is sent and what is looked at before are the same thing.
    private async Task<Result<ProofSession>> PrepareAsync(
        IStudioSession session,
        Guid id,
        Guid projectId,
        Guid albumId,
        string linkHash,
        ProofStart start,
        int? maxSelections,
        DateTimeOffset deadline,
        ProofRules? rules,
        CancellationToken ct
    ) =>
        ProofSession.Prepare(
            id,
            projectId,
            albumId,
            linkHash,
            maxSelections ?? start.IncludedPhotos,
            deadline,
            clock.Now,
            rules is { OffersExtras: false } ? null : start.ExtraWon,
            rules?.Sections,
            rules?.WithPin == true,
            rules?.MaySave == true,
            rules?.Sections is { Count: > 0 } ? await session.Proofs.ReadyBySectionAsync(albumId, ct) : null
        );

    private const string PrepareScope = "proof.prepare";

    /// <summary>
    /// An album is picked from in one round at a time (<c>ux_proof_gallery_sessions_open</c>). One whose time is up, or whose links were all taken back,
    /// gives way to the next, unless picks over the album were submitted in another round than <paramref name="again"/>, the one that is opened again. Call with
    /// the album's open round locked, then its project: submitting locks that project, too.
    /// </summary>
    private async Task<Result> MakeRoomAsync(
        IStudioSession session,
        Guid albumId,
        ProofSession? former,
        ProofSession? again,
        CancellationToken ct
    )
    {
        if (former is not null && former != again)
        {
            former.ExpireIfDue(clock.Now);
            var links = await session.Links.OfAsync(LinkPurpose.Proof, former.Id, ct);
            if (links.All(k => k.RevokedAt is not null))
            {
                former.GiveWay();
            }

            // Written before what takes its place, or the index would see two.
            await session.Proofs.FlushAsync(ct);
        }

        // Another one may have been sent between the two locks.
        if (await session.Proofs.OpenOfAlbumAsync(albumId, ct) is { } open && open.Id != again?.Id)
        {
            return new ProofRoundOpen(open.Status, open.CreatedAt, open.ExpiresAt);
        }

        return await session.Proofs.SubmittedOfAlbumAsync(albumId, ct) is { } submitted && submitted != again?.Id
            ? new ProofSubmitted()
            : Result.Ok;
    }

    private static DateTimeOffset LinkUntil(DateTimeOffset deadline) => deadline.AddDays(LinkGraceDays);

    private LinkToken IssueLink(IStudioSession session, Guid sessionId, Guid customerId, Guid contactId, DateTimeOffset deadline) =>
        links.Issue(session, LinkPurpose.Proof, sessionId, customerId, contactId, LinkUntil(deadline));

    private void Write(
        IStudioSession session,
        StudioSettings settings,
        string template,
        ProofPerson person,
        ProofStart start,
        int? count,
        DateTimeOffset? deadline,
        LinkToken? link,
        bool asksForPin = false
    )
    {
        if (person.Email is null)
        {
            return;
        }

        var culture = System.Globalization.CultureInfo.GetCultureInfo(person.Language == "en" ? "en" : "ko");
        var korean = StudioFormat.IsKorean(culture);
        var data = new Dictionary<string, string>
        {
            ["couple"] = start.CoupleName,
            ["studio"] = settings.Name(korean),
            ["date"] = StudioFormat.Date(start.WeddingDate, culture),
            ["count"] =
                count is { } photos ? photos.ToString("#,0", culture)
                : korean ? "원하는 만큼 여러 "
                : "as many as you like",
            ["deadline"] = deadline is { } until ? StudioFormat.Date(clock.DateOf(until), culture) : "",

            // A sentence that follows another one. The PIN itself never goes the way of its link.
            ["pin"] =
                !asksForPin ? ""
                : korean ? " 여실 때 필요한 PIN은 스튜디오에서 따로 알려 드려요."
                : " The studio tells you the PIN separately.",
        };
        var notice = Notice.Email(
            person.Email,
            korean ? "ko" : "en",
            template,
            JsonSerializer.Serialize(data),
            clock.Now,
            contactId: person.ContactId,
            customerId: start.CustomerId,
            linkId: link?.Id
        );
        session.Notices.Add(notice);
        session.Enqueue(new SendNotice(notice.Id));
    }
}
