using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindGraphy.Data;
using MindGraphy.Data.Accounts;
using MindGraphy.Data.Realtime;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Contracts;
using MindGraphy.Domain.Feeds;
using MindGraphy.Domain.Links;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Settings;
using Npgsql;
using Xunit;

namespace MindGraphy.Tests.Support;

/// <summary>
/// A studio on a database of its own: real PostgreSQL, real sessions, a clock that stands still until a test moves it. Derive from it and
/// register the services under test in <see cref="Register"/>.
/// </summary>
public abstract class StudioTest(MigratedTemplate template) : IAsyncLifetime
{
    private ServiceProvider? _services;

    /// <summary>Monday 2026-03-02, 10:00 in Seoul.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The clock of everything below.</summary>
    protected SettableTime Time { get; } = new(Start);

    /// <summary>The studio's clock over <see cref="Time"/>.</summary>
    protected StudioClock Clock => Get<StudioClock>();

    /// <summary>Sessions.</summary>
    protected IStudio Studio => Get<IStudio>();

    /// <summary>What to connect with.</summary>
    protected string ConnectionString { get; private set; } = "";

    /// <summary>An active manager with a row in users and every right of the role.</summary>
    protected Actor Manager { get; private set; } = Actor.System;

    /// <summary>Cancels when the test is cancelled.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public virtual async ValueTask InitializeAsync()
    {
        ConnectionString = await template.CopyAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new StudioClock(Time, StudioClock.Seoul));
        services.AddSingleton<ILinkSigner>(new FixedLinkSigner());
        services.AddSingleton<IFeedSeal>(new ReversingSeal());
        services.AddStudioData(_ => ConnectionString);
        services.ConfigureDbContext<StudioDbContext>(o => o.AddInterceptors(new WholeTableGuard()));
        Register(services);
        _services = services.BuildServiceProvider();
        await ExecuteAsync(
            "INSERT INTO studio_settings (id, name_ko, name_en, owner, phone, email, address, registration_number, deposit_percent, proof_days, contract_link_days, updated_at) VALUES (1, '온새미로 스튜디오', 'Onsaemiro Studio', '한지우', '02-000-0000', 'studio@example.com', '서울', '000-00-00000', 20, 21, 14, now())"
        );
        Manager = await StaffAsync(UserRole.Manager, "한", "지우");
    }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await using var pooled = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(pooled);
        GC.SuppressFinalize(this);
    }

    /// <summary>Registers what the test class is about.</summary>
    protected virtual void Register(IServiceCollection services) { }

    /// <summary>A registered service.</summary>
    protected T Get<T>()
        where T : notnull => (_services ?? throw new InvalidOperationException("The test is not initialized.")).GetRequiredService<T>();

    /// <summary>Makes an active member of staff.</summary>
    protected async Task<Actor> StaffAsync(UserRole role, string familyName, string givenName)
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        var email = $"{Guid.NewGuid():N}@studio.example";
        var user = new StudioUser
        {
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Role = role,
            Status = UserStatus.Active,
            CreatedAt = Time.GetUtcNow(),
            UpdatedAt = Time.GetUtcNow(),
        };
        db.Add(user);
        db.Add(
            new UserProfile
            {
                UserId = user.Id,
                LastName = familyName,
                FirstName = givenName,
                CreatedAt = Time.GetUtcNow(),
                UpdatedAt = Time.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(Ct);
        return new Actor(user.Id, role) { Permissions = Rights.Defaults[role].ToFrozenSet() };
    }

    /// <summary>A sellable package in the database: 2,200,000 won, 60 retouched.</summary>
    protected async Task<Package> PackageAsync(int retouched = 60)
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync(Ct);
        var package = new Package(
            "본식 스탠다드",
            "Wedding standard",
            ProjectType.Wedding,
            new Money(2_200_000),
            new PackageTerms
            {
                ShootHours = 5,
                RetouchedPhotos = retouched,
                ExtraPhotoWon = 10_000,
                RevisionRounds = 2,
                DeliveryDays = 60,
            },
            1,
            Time.GetUtcNow()
        );
        db.Add(package);
        await db.SaveChangesAsync(Ct);
        return package;
    }

    /// <summary>Reads one value straight from the database, past every repository.</summary>
    protected async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>Writes straight to the database, past every repository.</summary>
    protected async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteNonQueryAsync(Ct);
    }

    private sealed class ReversingSeal : IFeedSeal
    {
        public string Seal(string address) => new([.. address.Reverse()]);

        public string? Open(string sealedAddress) => Seal(sealedAddress);
    }

    private sealed class FixedLinkSigner : ILinkSigner
    {
        private static readonly byte[] Key = "a key for tests only, 32 bytes.."u8.ToArray();

        public string TokenFor(Guid linkId) =>
            System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.HMACSHA256.HashData(Key, linkId.ToByteArray()));

        public string HashOf(string token) =>
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
    }
}

/// <summary>A clock that a test moves.</summary>
public sealed class SettableTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => _now += by;

    /// <summary>Sets the time.</summary>
    public void Set(DateTimeOffset now) => _now = now;
}
