using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data.Photos;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;
using MindGraphy.Tests.Data.Customers;
using MindGraphy.Tests.Support;
using MindGraphy.Web.Features.Imports.Files;
using Xunit;

namespace MindGraphy.Tests.Data.Imports;

/// <summary>A studio with imports, whose worker runs when a test asks.</summary>
public abstract class ImportTest(MigratedTemplate template) : LeadTest(template)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mg-import-").FullName;

    protected ImportService Imports => Get<ImportService>();

    protected ImportRunner Runner => Get<ImportRunner>();

    protected override void Register(IServiceCollection services)
    {
        base.Register(services);
        services.AddPhotoStores(new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Folder", _folder)]).Build());
        services.AddSingleton<ITableFiles, TableFiles>();
        services.AddSingleton<ImportService>().AddSingleton<ImportRunner>().AddSingleton<ExportService>();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task<Guid> UploadAsync(string csv, string name = "고객.csv")
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var taken = await Imports.UploadAsync(Manager, file, name, Ct);
        Assert.Null(taken.Refusal);
        return taken.Value;
    }

    protected async Task<ImportSheet> SheetAsync(Guid id) => (await Imports.PageAsync(Manager, id, Ct)).Value!.Sheet;

    protected async Task<ImportSheet> CheckAsync(Guid id, DuplicateRule rule = DuplicateRule.Skip)
    {
        var sheet = await SheetAsync(id);
        Assert.True((await Imports.CheckAsync(Manager, id, sheet.Fields, rule, Ct)).Succeeded);
        await WorkAsync();
        return await SheetAsync(id);
    }

    protected async Task<ImportSheet> RunAsync(Guid id, DuplicateRule rule = DuplicateRule.Skip)
    {
        await CheckAsync(id, rule);
        Assert.True((await Imports.RunAsync(Manager, id, Ct)).Succeeded);
        await WorkAsync();
        return await SheetAsync(id);
    }

    /// <summary>Works off what waits.</summary>
    protected async Task WorkAsync(Func<int, Task>? afterBatch = null)
    {
        var queue = Get<ITaskQueue>();
        while (await queue.ClaimAsync(1, TimeSpan.FromMinutes(1), Ct) is [var work])
        {
            await Runner.WorkAsync(JsonSerializer.Deserialize<WorkOnImport>(work.Payload, JsonSerializerOptions.Web)!, afterBatch, Ct);
            await queue.CompleteAsync(work, Ct);
        }
    }

    protected static string Many(int rows) =>
        "신부,신랑,신부 전화,예식일\n"
        + string.Concat(Enumerable.Range(0, rows).Select(i => $"신부{i},신랑{i},010-{2000 + (i / 10000)}-{i % 10000:0000},2027-05-16\n"));

    protected Task<long> CountAsync(string from) => ScalarAsync<long>("SELECT count(*) FROM " + from);
}
