using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Notifications;
using MindGraphy.Domain.Photos;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Contracts.Documents;
using MindGraphy.Web.Features.Contracts.Sealing;
using MindGraphy.Web.Features.Notifications;
using SkiaSharp;
using Xunit;

namespace MindGraphy.Tests.Domain.Contracts;

/// <summary>A studio with a couple who may be given a contract, a disk store and the real paper.</summary>
public abstract class ContractTest(MigratedTemplate template) : StudioTest(template)
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("contracts-").FullName;

    protected static readonly IReadOnlySet<string> AllTicks = new HashSet<string> { "terms", "privacy", "portrait", "marketing" };

    /// <summary>One certificate for all tests: making one takes longer than most of them.</summary>
    internal static SealCertificate Seal { get; } =
        new(Path.Combine(Directory.CreateTempSubdirectory("seal-").FullName, "seal.pfx"), "", mayMake: true, TimeProvider.System);

    protected ContractService Contracts => Get<ContractService>();

    protected PaymentService Payments => Get<PaymentService>();

    protected CashReceiptService Receipts => Get<CashReceiptService>();

    protected SigningService Signing => Get<SigningService>();

    protected SealingService Sealing => Get<SealingService>();

    protected IObjectStore Store => Get<IObjectStore>();

    protected override void Register(IServiceCollection services)
    {
        services.AddPhotoStores(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = Folder }).Build()
        );
        services.AddSingleton<IContractPdf, ContractPdf>();
        services.AddSingleton<IPdfSeal>(new PdfSeal(Seal));
        services.AddSingleton<VerifyService>();
        services.AddSingleton<ISignaturePicture, SkiaSignaturePicture>();
        services.AddSingleton<IMessageChannel, NoMessageChannel>();
        services.AddSingleton<LinkService>();
        services.AddSingleton<ContractService>();
        services.AddSingleton<PaymentService>();
        services.AddSingleton<CashReceiptService>();
        services.AddSingleton<IMoneyPdf, MoneyPdf>();
        services.AddSingleton<MoneyPaperService>();
        services.AddSingleton<SigningService>();
        services.AddSingleton<SignCodeService>();
        services.AddSingleton<SealingService>();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>이서연 · 김도현, 2026-11-21; the bride has an address.</summary>
    protected async Task<Customer> CoupleAsync(string language = "ko", string? email = "seoyeon@example.com")
    {
        var couple = Customer
            .Inquire(
                new CustomerDetails(
                    "김도현",
                    "이서연",
                    "010-1234-5678",
                    "010-8765-4321",
                    email,
                    new DateOnly(2026, 11, 21),
                    new TimeOnly(12, 30),
                    "그랜드 하얏트 서울"
                ),
                Clock.Today,
                Clock.Now,
                language
            )
            .Value!;
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        couple.AssignManager(Manager.UserId);
        db.Add(couple);
        await db.SaveChangesAsync(Ct);

        // Both gave their one-time code on the device that tests speak for: it is remembered under the person's own id.
        foreach (var contact in couple.Contacts)
        {
            await ScalarAsync<object?>(
                "INSERT INTO sign_codes (id, contact_id, way, sent_to, expires_at, used_at, tries, created_at) VALUES ($1, $1, 'email', 's•••@example.com', $2, $2, 1, '2000-01-01')",
                contact.Id,
                Clock.Now.AddDays(400)
            );
        }

        return couple;
    }

    protected static Actor Bride(Customer couple) => Person(couple, ContactRole.Bride);

    protected static Actor Groom(Customer couple) => Person(couple, ContactRole.Groom);

    protected static Guid ContactOf(Customer couple, ContactRole role) => couple.Contacts.Single(c => c.Role == role).Id;

    /// <summary>A draft over 2,200,000 won with a deposit of 440,000, both to sign unless said otherwise.</summary>
    protected async Task<Guid> DraftAsync(Customer couple, params ContactRole[] signers)
    {
        var package = await PackageAsync();
        ContactRole[] who = signers.Length == 0 ? [ContactRole.Groom, ContactRole.Bride] : signers;
        var terms = new ContractDraft(package.Id, package.Price, null, "ko", [.. who.Select(r => ContactOf(couple, r))]);
        return Done(await Contracts.DraftAsync(Manager, couple.Id, terms, Ids.New().ToString(), Ct));
    }

    /// <summary>A contract that both signed.</summary>
    protected async Task<Guid> SignedAsync(Customer couple)
    {
        var id = await SentAsync(couple);
        Done(await SignAsync(Bride(couple), id));
        Done(await SignAsync(Groom(couple), id));
        return id;
    }

    /// <summary>A contract that is out.</summary>
    protected async Task<Guid> SentAsync(Customer couple, params ContactRole[] signers)
    {
        var id = await DraftAsync(couple, signers);
        Done(await Contracts.SendAsync(Manager, id, await VersionAsync(id), Ct));
        return id;
    }

    protected async Task<ContractSheet> SheetAsync(Guid id) => Done(await Contracts.SheetAsync(Manager, id, Ct));

    protected async Task<uint> VersionAsync(Guid id) => (await SheetAsync(id)).Version;

    protected async Task<GivenSignature> DrawnAsync(Actor who, Guid id, IReadOnlySet<string>? ticks = null, int seed = 1) =>
        new(Handwriting(seed), null, ticks ?? AllTicks, await DocumentAsync(who, id), "211.234.120.18", "Mozilla/5.0 (iPhone)");

    protected async Task<string> DocumentAsync(Actor who, Guid id) => Done(await Signing.SheetAsync(who, id, Ct)).DocumentSha256;

    protected async Task<Result> SignAsync(Actor who, Guid id, IReadOnlySet<string>? ticks = null) =>
        await Signing.SignAsync(who, id, await DrawnAsync(who, id, ticks), Ids.New().ToString(), Ct);

    protected async Task<Result> PayAsync(Guid id, PaymentType type, string? key = null)
    {
        var sheet = await SheetAsync(id);
        var line = sheet.Plan.Single(l => l.Term.Kind == (type == PaymentType.Deposit ? PlanLineKind.Deposit : PlanLineKind.Balance));
        var receipt = new PaymentReceipt(line.Amount, "transfer", "김도현", Clock.Today);
        return (await Payments.ReceiveAsync(Manager, id, receipt, key ?? Ids.New().ToString(), Ct)).WithoutValue();
    }

    protected static T Done<T>(Result<T> result)
    {
        Assert.True(result.Succeeded, result.Refusal?.Code);
        return result.Value;
    }

    protected static void Done(Result result) => Assert.True(result.Succeeded, result.Refusal?.Code);

    protected async Task<LeadStatus> LeadAsync(Customer couple)
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        return await db.Set<Customer>().Where(c => c.Id == couple.Id).Select(c => c.LeadStatus).SingleAsync(Ct);
    }

    protected Task<long> RowsAsync(string table, Guid contractId) =>
        ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE contract_id = $1", contractId);

    protected async Task<IReadOnlyList<T>> OutboxAsync<T>()
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        var payloads = await db.Set<MindGraphy.Data.Outbox.OutboxMessage>()
            .Where(m => m.Kind == typeof(T).Name)
            .OrderBy(m => m.Id)
            .Select(m => m.Payload)
            .ToListAsync(Ct);
        return [.. payloads.Select(p => JsonSerializer.Deserialize<T>(p, JsonSerializerOptions.Web)!)];
    }

    /// <summary>A drawn line on a clear ground, as a phone sends it.</summary>
    protected static byte[] Handwriting(int seed, int reach = 260)
    {
        using var surface = SKSurface.Create(new SKImageInfo(320, 140, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.Transparent);
        using var pen = new SKPaint
        {
            Color = new SKColor(0x1F, 0x1D, 0x1A),
            IsStroke = true,
            StrokeWidth = 5,
            IsAntialias = true,
            StrokeCap = SKStrokeCap.Round,
        };
        var random = new Random(seed);
        var from = new SKPoint(20, 70);
        for (var i = 0; i < 5; i++)
        {
            var to = new SKPoint(20 + (i + 1) * reach / 5f, 70 + random.Next(-1, 2) * Math.Min(50, reach / 5f));
            surface.Canvas.DrawLine(from, to, pen);
            from = to;
        }

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static Actor Person(Customer couple, ContactRole role) =>
        Actor.Couple(couple.Id, ContactOf(couple, role)) with
        {
            CodeId = ContactOf(couple, role),
        };
}
