using MindGraphy.Domain.Common;
using MindGraphy.Domain.Imports;
using MindGraphy.Web.Features.Imports.Files;
using MindGraphy.Web.Workers;

namespace MindGraphy.Web.Features.Imports;

/// <summary>Couples come in from a file and go out as one.</summary>
public static class ImportsFeature
{
    /// <summary>Adds services, the task that works off rows, and the sweep of old files.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddSingleton<ITableFiles, TableFiles>();
        services.AddSingleton<ImportService>();
        services.AddSingleton<ImportRunner>();
        services.AddSingleton<ExportService>();
        services.AddTaskHandler<WorkOnImport, WorkOnImportTask>();
        services.AddPeriodic<SweepImportsWork>();
        return services;
    }
}

/// <summary>The addresses of imports and exports.</summary>
public static class ImportsPaths
{
    /// <summary>A new import and the earlier ones.</summary>
    public const string List = "/studio/customers/import";

    /// <summary>Takes couples out.</summary>
    public const string Export = "/studio/customers/export";

    /// <summary>An import.</summary>
    public static string Import(Guid id) => $"{List}/{id}";

    /// <summary>Its errors as a file.</summary>
    public static string Problems(Guid id) => $"{List}/{id}/problems.csv";
}

/// <summary>Works off rows of an import.</summary>
/// <param name="runner">Does it.</param>
public sealed class WorkOnImportTask(ImportRunner runner) : IStudioTaskHandler<WorkOnImport>
{
    /// <inheritdoc/>
    public Task HandleAsync(WorkOnImport task, LeasedWork work, CancellationToken ct) => runner.WorkAsync(task, ct: ct);
}

/// <summary>Deletes files of imports that can't be taken back any more.</summary>
/// <param name="imports">Does it.</param>
public sealed class SweepImportsWork(ImportService imports) : IPeriodicWork
{
    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken ct) => imports.SweepAsync(ct);
}

/// <summary>The words of imports and exports.</summary>
public sealed class ImportsText;
