using System.Runtime.InteropServices;

namespace MindGraphy.Web.Verbs;

/// <summary>Running a part of the host only.</summary>
internal static class VerbHosting
{
    /// <summary>Drops background services: a command does its one thing.</summary>
    public static void RemoveHostedServices(this IServiceCollection services)
    {
        foreach (
            var hosted in services
                .Where(s =>
                    s.ServiceType == typeof(IHostedService)
                    && s.ImplementationType?.Namespace?.StartsWith("MindGraphy", StringComparison.Ordinal) == true
                )
                .ToList()
        )
        {
            services.Remove(hosted);
        }
    }

    /// <summary>Runs our background services without a web server until the process is asked to stop.</summary>
    public static async Task RunWorkersAsync(this IServiceProvider services, CancellationToken stopping)
    {
        var ours = services
            .GetServices<IHostedService>()
            .Where(s => s.GetType().Namespace?.StartsWith("MindGraphy", StringComparison.Ordinal) == true)
            .ToList();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        using var stop = stopping.Register(() => asked.TrySetResult());
        foreach (var service in ours)
        {
            await service.StartAsync(CancellationToken.None);
        }

        Console.Out.WriteLine("The worker runs. Ctrl+C stops it.");
        // One that faults would leave its work undone in silence: the process ends, and whoever keeps it running sees why.
        var ended = await Task.WhenAny([asked.Task, .. ours.OfType<BackgroundService>().Select(s => s.ExecuteTask ?? asked.Task)]);
        foreach (var service in ours)
        {
            await service.StopAsync(CancellationToken.None);
        }

        await ended;

        void Ask(PosixSignalContext context)
        {
            context.Cancel = true;
            asked.TrySetResult();
        }
    }
}
