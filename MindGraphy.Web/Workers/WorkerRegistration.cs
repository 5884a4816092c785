using System.Text.Json;
using MindGraphy.Domain.Common;

namespace MindGraphy.Web.Workers;

/// <summary>Which handler works off which kind of row. Kinds are stored by name, so a name is never given to another type.</summary>
public sealed class HandlerRegistry
{
    private readonly Dictionary<string, Func<IServiceProvider, LeasedWork, CancellationToken, Task>> _byKind = [];

    /// <summary>Adds a handler of consequences.</summary>
    public void AddOutbox<TMessage, THandler>()
        where TMessage : IOutboxMessage
        where THandler : class, IOutboxHandler<TMessage> =>
        _byKind[typeof(TMessage).Name] = (services, work, ct) =>
            services.GetRequiredService<THandler>().HandleAsync(Read<TMessage>(work), work, ct);

    /// <summary>Adds a handler of heavy work.</summary>
    public void AddTask<TTask, THandler>()
        where TTask : IStudioTask
        where THandler : class, IStudioTaskHandler<TTask> =>
        _byKind[typeof(TTask).Name] = (services, work, ct) =>
            services.GetRequiredService<THandler>().HandleAsync(Read<TTask>(work), work, ct);

    /// <summary>Works off one row.</summary>
    public Task HandleAsync(IServiceProvider services, LeasedWork work, CancellationToken ct) =>
        _byKind.TryGetValue(work.Kind, out var handle)
            ? handle(services, work, ct)
            : throw new InvalidOperationException($"Nothing here works off '{work.Kind}'.");

    private static T Read<T>(LeasedWork work) =>
        JsonSerializer.Deserialize<T>(work.Payload, JsonSerializerOptions.Web)
        ?? throw new InvalidOperationException($"The row {work.Id} of kind '{work.Kind}' is empty.");
}

/// <summary>How features add what works in the background.</summary>
public static class WorkerRegistration
{
    /// <summary>Adds a handler of consequences.</summary>
    public static IServiceCollection AddOutboxHandler<TMessage, THandler>(this IServiceCollection services)
        where TMessage : IOutboxMessage
        where THandler : class, IOutboxHandler<TMessage>
    {
        services.AddSingleton<THandler>();
        services.Configure<HandlerRegistryOptions>(o => o.Add(r => r.AddOutbox<TMessage, THandler>()));
        return services;
    }

    /// <summary>Adds a handler of heavy work.</summary>
    public static IServiceCollection AddTaskHandler<TTask, THandler>(this IServiceCollection services)
        where TTask : IStudioTask
        where THandler : class, IStudioTaskHandler<TTask>
    {
        services.AddSingleton<THandler>();
        services.Configure<HandlerRegistryOptions>(o => o.Add(r => r.AddTask<TTask, THandler>()));
        return services;
    }

    /// <summary>Adds work that is done now and then.</summary>
    public static IServiceCollection AddPeriodic<TWork>(this IServiceCollection services)
        where TWork : class, IPeriodicWork => services.AddSingleton<IPeriodicWork, TWork>();

    /// <summary>Adds the workers themselves; the verb <c>worker</c> and, unless switched off, <c>serve</c> run them.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services)
    {
        services.AddOptions<WorkerOptions>().BindConfiguration(WorkerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(s =>
        {
            var registry = new HandlerRegistry();
            s.GetRequiredService<Microsoft.Extensions.Options.IOptions<HandlerRegistryOptions>>().Value.Fill(registry);
            return registry;
        });
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<TaskWorker>();
        services.AddHostedService<PeriodicWorker>();
        return services;
    }
}

/// <summary>Collects what features registered.</summary>
public sealed class HandlerRegistryOptions
{
    private readonly List<Action<HandlerRegistry>> _parts = [];

    /// <summary>Adds one.</summary>
    public void Add(Action<HandlerRegistry> part) => _parts.Add(part);

    /// <summary>Adds all to a registry.</summary>
    public void Fill(HandlerRegistry registry) => _parts.ForEach(p => p(registry));
}
