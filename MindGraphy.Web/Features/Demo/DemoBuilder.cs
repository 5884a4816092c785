using System.Globalization;
using System.Security.Cryptography;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Pipeline;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using MindGraphy.Domain.Settings;

namespace MindGraphy.Web.Features.Demo;

/// <summary>Leads one planned couple through the aggregates' verbs, from their question to wherever they stand.</summary>
internal sealed partial class DemoBuilder(
    DemoStaff staff,
    IReadOnlyList<TaskRule> rules,
    IReadOnlyDictionary<ProjectType, ProjectTemplate> templates,
    StudioSettings settings,
    StudioClock clock,
    DateTimeOffset now,
    IObjectStore store,
    IContractPdf pdf,
    IPdfSeal seal,
    ILinkSigner signer,
    DemoPictures pictures
)
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";

    private static readonly string[] Mailboxes = ["haru", "bom", "byul", "dalbit", "sodam", "maru", "onyu", "saebyeok", "narae", "gaeul"];

    private static readonly string[] Makeups = ["청담 라온 메이크업 08:30", "신부 출장 메이크업 07:50", "가람 뷰티 09:10, 들러리 2명"];

    /// <summary>All rows of the couple.</summary>
    public async Task<List<object>> BuildAsync(DemoCouple plan, CancellationToken ct)
    {
        using var ids = Ids.From(plan.Dice.NewId);
        var rows = await LeadAsync(plan, ct);
        if (rows[0] is Customer { LeadStatus: not LeadStatus.Cancelled } customer)
        {
            rows.AddRange(Plan(plan, customer));
        }

        return rows;
    }

    private async Task<List<object>> LeadAsync(DemoCouple plan, CancellationToken ct)
    {
        var manager = new Actor(plan.ManagerId ?? staff.Managers[0], UserRole.Manager);
        var customer = Ask(plan);
        var rows = new List<object> { customer };
        if (plan.Fate == DemoFate.LostEarly)
        {
            Lose(plan, customer, manager);
            return rows;
        }

        if (plan.Fate != DemoFate.Inquiry)
        {
            Must(customer.MoveTo(LeadStatus.Consultation, null, manager, plan.Dice.At(plan.ConsultedAt)));
        }

        if (plan.HasContract)
        {
            var contract = await AgreeAsync(plan, customer, manager, rows, ct);
            rows.Add(contract);
            if (plan.HasQuote)
            {
                var quote = Offer(plan, customer, contract);
                rows.Add(quote);
                rows.AddRange(LinksTo(quote, customer, manager.UserId));
            }

            if (plan.HasProject)
            {
                await WorkAsync(plan, customer, contract, manager, rows, ct);
            }
            else if (plan.Hold is { } hold)
            {
                var until = now.AddDays(plan.Dice.Between(3, 9));
                rows.Add(Must(PersonBooking.Hold(hold.Person, customer.Id, hold.From, hold.To, until, plan.DraftedAt)));
            }
        }
        else if (plan.HasQuote)
        {
            var quote = Offer(plan, customer, null);
            customer.ReachProposal(manager, quote.SentAt!.Value);
            rows.Add(quote);
            rows.AddRange(LinksTo(quote, customer, manager.UserId));
        }

        return rows;
    }

    // What the stage's rules make. A studio keeps up with most of it: one task in four is late.
    private List<LeadTask> Plan(DemoCouple plan, Customer customer)
    {
        var (dice, today) = (plan.Dice, clock.DateOf(now));
        var since = customer.StatusChangedAt;
        var tasks = rules
            .Where(r => r.Stage == customer.LeadStatus)
            .Select(r => r.TaskFor(customer.Id, clock.DateOf(since), customer.WeddingDate, since))
            .OfType<LeadTask>()
            .ToList();
        foreach (var task in tasks.Where(t => t.DueOn < today && dice.Chance(75)))
        {
            Must(task.Edit(new TaskDetails(task.Title, today.AddDays(dice.Between(0, 6)), task.OwnerId)));
            customer.Touch(now.AddHours(-dice.Between(2, 20)));
        }

        customer.NextTaskIs(tasks.Min(t => (DateOnly?)t.DueOn));
        return tasks;
    }

    private static void Must(Result result)
    {
        if (!result.Succeeded)
        {
            throw DemoStudio.Refused(result.Refusal);
        }
    }

    private static T Must<T>(Result<T> result) => result.Succeeded ? result.Value : throw DemoStudio.Refused(result.Refusal);

    private DateTimeOffset Before(DateTimeOffset moment) => moment < now ? moment : now.AddMinutes(-1);

    private Customer Ask(DemoCouple plan)
    {
        var (dice, random) = (plan.Dice, plan.Dice.Random);
        var (groom, bride) = (DemoNames.Groom(random), DemoNames.Bride(random));
        var customer = Must(
            Customer.Inquire(
                new CustomerDetails(
                    groom,
                    bride,
                    plan.HasContract || dice.Chance(50) ? DemoNames.PhoneE164(random) : null,
                    DemoNames.PhoneE164(random),
                    plan.HasContract || dice.Chance(70) ? $"{dice.Any(Mailboxes)}{dice.Between(100, 9999)}@example.com" : null,
                    plan.WeddingDate,
                    plan.HasContract || dice.Chance(70) ? plan.WeddingTime : null,
                    plan.HasContract || dice.Chance(80) ? plan.Venue.Name : null,
                    DemoNames.Source(random),
                    dice.Chance(75) ? DemoNames.Message(random) : null
                ),
                clock.DateOf(plan.AskedAt),
                dice.At(plan.AskedAt)
            )
        );
        customer.Agree(new Consent(customer.Id, null, ConsentKind.Privacy, StandardContract.Version, true, plan.AskedAt, null, null));
        customer.AssignManager(plan.ManagerId);
        if (staff.Partners.Where(p => p.Source == customer.SourceChannel).ToList() is { Count: > 0 } partners)
        {
            customer.ReferredBy(dice.Any(partners).Id);
        }

        return customer;
    }

    private void Lose(DemoCouple plan, Customer customer, Actor manager)
    {
        var dice = plan.Dice;
        if (dice.Chance(60))
        {
            Must(customer.MoveTo(LeadStatus.Consultation, null, manager, dice.At(plan.ConsultedAt)));
        }

        var lost = dice.Hour(clock.DateOf(plan.ConsultedAt).AddDays(dice.Between(3, 20)));
        Must(customer.MoveTo(LeadStatus.Cancelled, DemoNames.CancelReason(dice.Random), manager, dice.At(lost)));
    }

    private async Task<Contract> AgreeAsync(DemoCouple plan, Customer customer, Actor manager, List<object> rows, CancellationToken ct)
    {
        var dice = plan.Dice;
        var drafted = dice.At(plan.DraftedAt);
        var total = plan.Package.Price + new Money(dice.Chance(30) ? dice.Between(1, 4) * 50_000 : 0);
        var contract = Must(
            Contract.Draft(
                plan.ContractNumber,
                customer,
                plan.Package.Basis("ko"),
                total,
                PaymentPlan.Usual(total.Percent(settings.DepositPercent)),
                "ko",
                clock.DateOf(drafted),
                drafted
            )
        );
        foreach (var contact in customer.Contacts)
        {
            Must(contract.AddSigner(contact, drafted));
        }

        customer.ReachProposal(manager, drafted);
        if (plan.Fate == DemoFate.Drafted)
        {
            return contract;
        }

        var sent = dice.At(plan.SentAt);
        var (document, _) = ContractPapers.ForSigning(contract, customer, settings, null);
        var paper = pdf.Draw(document);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(paper));
        var key = await ContractStore.KeepAsync(store, contract.Id, 1, document, paper, sha256, ct);
        var version = Must(contract.Send(ContractPapers.TextOf(document), key, sha256, StandardContract.Template("ko"), sent));
        var until = sent.AddDays(settings.ContractLinkDays);
        rows.AddRange(
            customer.Contacts.Select(c => new LinkToken(
                LinkPurpose.Contract,
                contract.Id,
                customer.Id,
                c.Id,
                until,
                manager.UserId,
                signer,
                sent
            ))
        );
        var (bride, groom) = (customer.Contacts[0], customer.Contacts[1]);
        if (plan.Fate == DemoFate.Sent)
        {
            if (dice.Chance(40) && plan.BrideSignedAt < now)
            {
                Sign(plan, customer, contract, document, bride, plan.BrideSignedAt);
            }

            return contract;
        }

        Sign(plan, customer, contract, document, bride, plan.BrideSignedAt);
        Sign(plan, customer, contract, document, groom, plan.GroomSignedAt);
        var copy = pdf.Draw(ContractPapers.Sealed(document, contract, version, new Dictionary<Guid, byte[]>(), clock.Zone));
        copy = seal.Seal(copy, contract.ContractNumber, plan.GroomSignedAt);
        var copySha256 = Convert.ToHexStringLower(SHA256.HashData(copy));
        var copyKey = await ContractStore.KeepSealedAsync(store, contract.Id, 1, copy, copySha256, ct);
        Must(contract.Seal(copyKey, copySha256, plan.GroomSignedAt.AddMinutes(1)));
        if (plan.Fate != DemoFate.Signed)
        {
            Pay(plan, contract, PaymentType.Deposit, customer.BrideName, plan.DepositAt, rows);
            Must(customer.BecomeContracted(manager, dice.At(plan.DepositAt)));
            PayBalance(plan, customer, contract, rows);
        }

        return contract;
    }

    private void Sign(
        DemoCouple plan,
        Customer customer,
        Contract contract,
        ContractDocument document,
        CustomerContact contact,
        DateTimeOffset at
    )
    {
        var dice = plan.Dice;
        dice.At(at);
        var consents = document
            .Consents.Select(c => new SignedConsent(c.Key, c.Title + "\n" + c.Text, c.Required, c.Required || dice.Chance(65)))
            .ToList();

        // An address of the range that is kept free for examples.
        var ip = $"192.0.2.{dice.Between(1, 254)}";
        var signature = new Signature(
            contract.CurrentVersion!.PdfSha256,
            SignatureKind.Typed,
            null,
            null,
            contact.Name,
            consents,
            ip,
            Phone
        );
        Must(contract.Sign(contact.Id, signature, clock.DateOf(at), at));
        foreach (var consent in consents)
        {
            ConsentKind? kind = consent.Code switch
            {
                "terms" => ConsentKind.RefundRules,
                "privacy" => ConsentKind.Privacy,
                "portrait" => ConsentKind.Portrait,
                "marketing" => ConsentKind.Marketing,
                _ => null,
            };
            if (kind is { } known)
            {
                customer.Agree(new Consent(customer.Id, contact.Id, known, StandardContract.Version, consent.IsTicked, at, ip, Phone));
            }
        }
    }

    private void Pay(DemoCouple plan, Contract contract, PaymentType type, string depositor, DateTimeOffset at, List<object> rows)
    {
        var method = plan.Dice.Random.Next(10) switch
        {
            < 7 => "transfer",
            < 9 => "card",
            _ => "cash",
        };
        var line = contract.Plan.First(l => l.Kind == (type == PaymentType.Deposit ? PlanLineKind.Deposit : PlanLineKind.Balance));
        var payment = Must(contract.Receive(new MoneyIn(line.Amount, method, at, depositor), plan.ManagerId, plan.Dice.At(at)));

        // Issued within two days; what came in the last days still waits, and now and then one was forgotten.
        var issued = clock.DateOf(at).AddDays(plan.Dice.Between(0, 2));
        if (CashReceipt.IsCash(method) && issued < clock.Today && !plan.Dice.Chance(6))
        {
            var approval = plan.Dice.Between(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture);
            var details = new CashReceiptDetails(
                approval,
                CashReceiptUse.IncomeDeduction,
                $"010-0000-{plan.Dice.Between(1000, 9999)}",
                issued
            );
            rows.Add(Must(CashReceipt.Issue(payment, details, clock.Today, plan.ManagerId, clock.At(issued, new TimeOnly(18, 0)))));
        }
    }

    // The deposit less what the couple bears goes back three days later.
    private void CallOff(DemoCouple plan, Contract contract, string reason, DateTimeOffset at)
    {
        var question = new RefundQuestion(RefundCause.Couple, clock.DateOf(at));
        var computed = Must(
            RefundCalculator.Compute(
                contract.TotalAmount,
                contract.Paid,
                contract.WeddingDate,
                contract.RefundPolicy!,
                contract.PenaltyTerms!,
                [],
                question
            )
        );
        Must(contract.Cancel(reason, new Cancellation(question, computed, computed.Refund, null, plan.ManagerId), at));
        var sent = at.AddDays(3);
        if (computed.Refund > Money.Zero && sent < now && plan.ManagerId is { } manager)
        {
            Must(contract.Refund(new MoneyOut(computed.Refund, "transfer", reason, sent), manager, sent));
        }
    }

    // Due a week before the wedding. One couple in ten of those just photographed is late, as in life.
    private void PayBalance(DemoCouple plan, Customer customer, Contract contract, List<object> rows)
    {
        if (plan.Fate == DemoFate.LostContracted)
        {
            return;
        }

        var dice = plan.Dice;
        var due = dice.Hour(plan.WeddingDate.AddDays(-dice.Between(7, 10)));
        var isLate = plan.Fate == DemoFate.JustPhotographed && dice.Chance(12);
        if (due < now && due > plan.DepositAt && !isLate)
        {
            Pay(plan, contract, PaymentType.Balance, customer.GroomName, due, rows);
        }
        else if (plan.Fate is DemoFate.Completed or DemoFate.Gallery || dice.Chance(8))
        {
            Pay(plan, contract, PaymentType.Balance, customer.GroomName, plan.DepositAt.AddMinutes(5), rows);
        }
    }

    private async Task WorkAsync(
        DemoCouple plan,
        Customer customer,
        Contract contract,
        Actor manager,
        List<object> rows,
        CancellationToken ct
    )
    {
        var dice = plan.Dice;
        var opened = dice.At(plan.DepositAt.AddMinutes(10));
        var project = Must(Project.Open(plan.ProjectNumber, contract, plan.Package.ProjectType, opened));
        rows.Add(project);
        if (templates.TryGetValue(project.ProjectType, out var template))
        {
            project.Apply(template, clock, opened);
        }

        Must(
            project.Describe(
                plan.Venue.Name,
                plan.WeddingTime,
                dice.Chance(60) ? dice.Any(Makeups) : null,
                dice.Chance(50) ? DemoNames.Message(dice.Random) : null,
                opened,
                staff.Places.Of(plan.Venue.Name).Venue
            )
        );
        project.AssignPhotographer(plan.Shoots[0].Crew[0]);
        var shoots = plan.Shoots.ConvertAll(s => Book(plan, project, s, opened));
        rows.AddRange(shoots);
        ShootOn(project, shoots);
        if (plan.Fate == DemoFate.Contracted && plan.WeddingDate < clock.DateOf(now).AddDays(90))
        {
            rows.Add(DayOf(plan, project.Id));
        }

        switch (plan.Fate)
        {
            case DemoFate.LostContracted:
                var lost = dice.At(dice.Hour(clock.DateOf(opened).AddDays(dice.Between(8, 20))));
                const string Reason = "예식 취소·연기";
                Must(customer.MoveTo(LeadStatus.Cancelled, Reason, manager, lost));
                CallOff(plan, contract, Reason, lost);
                shoots.ForEach(s => Must(s.MoveTo(ShootStatus.Cancelled, Reason, lost)));
                break;
            case DemoFate.Completed:
                Finish(plan, customer, project, manager);
                break;
            case DemoFate.Gallery:
                await ShowAsync(plan, customer, project, manager, rows, ct);
                break;
        }

        WorkThrough(plan, project);
    }

    private void ShootOn(Project project, List<Shoot> shoots)
    {
        var main = shoots.Where(project.IsMain).ToList();
        if (main.Count == 0)
        {
            return;
        }

        project.ShootOn(clock.DateOf(main.Min(s => s.StartTime)), clock, project.CreatedAt);
        if (main.TrueForAll(s => s.Status == ShootStatus.Completed))
        {
            project.ShootingCompleted(clock, main.Max(s => s.EndTime));
        }
    }

    // A studio keeps up with most of it: what is over is done, of the last week one task in four is not, and now and then one waits for somebody.
    private void WorkThrough(DemoCouple plan, Project project)
    {
        var (dice, today) = (plan.Dice, clock.DateOf(now));
        foreach (var task in project.Tasks.Where(t => t.DueOn is not null).OrderBy(t => t.DueOn).ToList())
        {
            var due = task.DueOn!.Value;
            if (due < today.AddDays(-7) || (due < today && dice.Chance(75)))
            {
                project.DidTask(task.Id, DoerOf(plan, project, task), Before(dice.Hour(due)));
            }
            else if (due < today.AddDays(21) && dice.Chance(6))
            {
                project.BlockTask(task.Id, task.Role == ProjectRole.Photographer ? "식장 답변 기다리는 중" : "커플 답장 기다리는 중");
            }
        }
    }

    private Guid DoerOf(DemoCouple plan, Project project, ProjectTask task) =>
        task.Role switch
        {
            ProjectRole.Photographer => project.AssignedPhotographerId,
            ProjectRole.Editor => project.AssignedEditorId,
            _ => plan.ManagerId,
        } ?? staff.Managers[0];

    // What a couple fills in with its manager in the last weeks.
    private WeddingDetails DayOf(DemoCouple plan, Guid projectId)
    {
        TimetableLine Line(int minutes, string what, string? place = null, bool exact = false) =>
            new(plan.WeddingTime.AddMinutes(minutes), exact, what, place);
        var details = new WeddingDetails(projectId);
        Must(
            details.Write(
                new WeddingDetailsForm(
                    [
                        Line(-240, "메이크업 스케치", "청담 라온 메이크업"),
                        Line(-90, "홀 도착, 소품 촬영"),
                        Line(-60, "신부 대기실, 하객 맞이"),
                        Line(0, "예식", plan.Venue.Name, exact: true),
                        Line(40, "원판 촬영", "단상"),
                        Line(80, "연회장 인사"),
                    ],
                    "양가 부모님과 한 컷씩\n부케 받는 친구\n반지 교환 클로즈업\n할머니 손잡은 컷\n식전 영상 트는 순간",
                    "청담 라온 메이크업",
                    "02-515-0000",
                    "모니카블랑슈",
                    "02-540-0000",
                    "사회자 김도현",
                    "010-2000-3000",
                    plan.Dice.Chance(50)
                        ? "신랑 부모님은 따로 앉으십니다. 단체 사진에서 자리를 확인하세요."
                        : "주차는 지하 2층, 장비는 화물 승강기로."
                ),
                now.AddDays(-2)
            )
        );
        return details;
    }

    private Shoot Book(DemoCouple plan, Project project, DemoShoot planned, DateTimeOffset opened)
    {
        var (venue, hall) = staff.Places.Of(planned.Place.Name);
        var shoot = Must(
            Shoot.Book(
                project.Id,
                new ShootPlan(
                    planned.Type,
                    planned.Start,
                    planned.End,
                    planned.Crew[0],
                    [.. planned.Crew.Skip(1)],
                    planned.Place.Name,
                    planned.Place.Address,
                    planned.Travel,
                    plan.Dice.Chance(25) ? "보조 조명 2, 24-70 / 85mm" : null,
                    VenueId: venue,
                    HallId: hall,
                    RoomId: staff.Places.RoomFor(planned.Place.Name, planned.Start, planned.End),
                    GearIds: plan.Dice.Chance(20) ? staff.Places.GearFor(planned.Start.AddMinutes(-planned.Travel), planned.End) : null
                ),
                opened
            )
        );
        var days = (planned.Start - now).TotalDays;
        if (plan.Fate != DemoFate.LostContracted && (days < 10 || plan.Dice.Chance(days < 45 ? 70 : 10)))
        {
            Must(shoot.MoveTo(ShootStatus.Confirmed, null, Before(planned.Start.AddDays(-7))));
        }

        // One in twelve is caught in traffic.
        foreach (var person in shoot.People)
        {
            var at = planned.Start.AddMinutes(plan.Dice.Chance(8) ? plan.Dice.Between(3, 12) : -plan.Dice.Between(5, 30));
            if (at < now && planned.Start < now)
            {
                Must(shoot.CheckIn(person, at, at));
            }
            else if (clock.DateOf(planned.Start) == clock.DateOf(now) && shoot.Status == ShootStatus.Confirmed)
            {
                // Somebody is always at work, whatever hour the demonstration is made at.
                Must(shoot.MoveTo(ShootStatus.InProgress, null, now));
            }
            else if (days < 21 && shoot.Status == ShootStatus.Confirmed)
            {
                Must(shoot.Answer(person, CrewAnswer.Accepted, null, Before(planned.Start.AddDays(-14))));
            }
        }

        if (planned.End < now)
        {
            foreach (var person in shoot.People)
            {
                var at = planned.End.AddMinutes(plan.Dice.Between(0, 25));
                Must(shoot.CheckOut(person, at < now ? at : now, at < now ? at : now));
            }
        }

        Settle(shoot, planned);
        return shoot;
    }

    // Who is outsourced is paid by the shoot, on the tenth of the next month.
    private void Settle(Shoot shoot, DemoShoot planned)
    {
        var day = clock.DateOf(planned.Start);
        var paid = clock.At(new DateOnly(day.Year, day.Month, 10).AddMonths(1), new TimeOnly(11, 0));
        foreach (var place in shoot.Assignments.Where(a => staff.Outsourced.Contains(a.PersonId)))
        {
            Must(place.Price(DemoStaff.Fee));
            if (paid < now && planned.End < now)
            {
                place.Settle(paid);
            }
        }
    }

    // Delivered before galleries were kept here: the project's way is told by its milestones.
    private void Finish(DemoCouple plan, Customer customer, Project project, Actor manager)
    {
        var (dice, day) = (plan.Dice, plan.WeddingDate);
        project.PhotosArrived(clock, dice.Hour(day.AddDays(3)));
        Must(project.ProofsSent(clock, dice.Hour(day.AddDays(7))));
        project.AssignEditor(dice.Any(staff.Editors));
        Must(project.PicksSubmitted(clock, dice.Hour(day.AddDays(dice.Between(14, 24)))));
        Must(project.MoveTo(ProjectStatus.Completed, clock, dice.Hour(day.AddDays(45))));
        var delivered = dice.At(dice.Hour(day.AddDays(dice.Between(48, 54))));
        Must(project.MoveTo(ProjectStatus.Delivered, clock, delivered));
        Must(customer.BecomeCompleted(manager, delivered));
        if (day.AddDays(100) < clock.DateOf(now))
        {
            Must(project.MoveTo(ProjectStatus.Archived, clock, dice.Hour(day.AddDays(99))));
        }
    }
}
