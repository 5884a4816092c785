using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using MindGraphy.Domain.Accounts;
using MindGraphy.Domain.Common;
using MindGraphy.Domain.Customers;
using MindGraphy.Domain.Photographers;
using MindGraphy.Domain.Photos;
using MindGraphy.Domain.Projects;
using MindGraphy.Domain.Schedules;
using Npgsql;
using NpgsqlTypes;

namespace MindGraphy.Web.Features.Demo;

/// <summary>How much is filled in.</summary>
/// <param name="Customers">Couples, 100 or more; as many projects and as many shoots.</param>
/// <param name="PhotosPerCustomer">Photos in all, divided by couples; 0 for none.</param>
public sealed record ScaleSize(int Customers, int PhotosPerCustomer = 20);

/// <summary>What was written into one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Took">Time.</param>
public sealed record ScaleCount(string Table, long Rows, TimeSpan Took)
{
    /// <summary>Rows a second.</summary>
    public double PerSecond => Rows / Math.Max(Took.TotalSeconds, 0.001);
}

/// <summary>
/// Fills a database with the rows of many years, for measurements: by binary COPY, in one transaction, beside whatever is there. A fifth of
/// the couples are leads without a project, a fifth have two; shoots fill the days of as many photographers as that takes without one overlap
/// (the exclusion constraint watches); photos have rows but no objects in the store.
/// </summary>
/// <param name="source">The database.</param>
/// <param name="clock">The studio's clock.</param>
/// <param name="seed">The same seed on the same day gives the same figures; ids differ.</param>
public sealed class ScaleFill(NpgsqlDataSource source, StudioClock clock, int seed = 2026)
{
    private const int ShootsPerPhotographer = 1500;
    private const int ShootsPerManager = 20_000;
    private const double ShareInThePast = 0.85;
    private static readonly TimeOnly[] Slots = [new(11, 0), new(16, 0)];
    private static readonly TimeSpan ShootLength = TimeSpan.FromHours(4);
    private static readonly TimeSpan Travel = TimeSpan.FromMinutes(45);

    private readonly DateOnly _today = clock.Today;
    private readonly DateTime _now = clock.At(clock.Today, TimeOnly.MinValue).UtcDateTime;
    private readonly string _run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <summary>Fills. Either everything is there afterwards, or nothing.</summary>
    /// <param name="size">How much.</param>
    /// <param name="told">Told after each table.</param>
    /// <param name="ct">Cancels between tables.</param>
    public async Task<IReadOnlyList<ScaleCount>> FillAsync(ScaleSize size, Action<ScaleCount>? told = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(size);
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Customers, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(size.PhotosPerCustomer);
        var counts = new List<ScaleCount>();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            var plan = Plan(size);
            await Step("users", c => WriteStaff(c, plan));
            await Step("photographers", c => WritePhotographers(c, plan));
            await Step("customers", c => WriteCustomers(c, plan));
            await Step("customer_contacts", c => WriteContacts(c, plan));
            await Step("projects", c => WriteProjects(c, plan));
            await Step("shooting_schedules", c => WriteShoots(c, plan));
            await Step("person_bookings", c => WriteBookings(c, plan));
            await Step("photo_albums", c => WriteAlbums(c, plan));
            await Step("photos", c => WritePhotos(c, plan.Albums));
            await transaction.CommitAsync(ct);
        }

        foreach (var table in counts.Select(c => c.Table).Append("customer_search"))
        {
            await RunAsync(connection, "VACUUM (ANALYZE) " + table, ct);
        }

        return counts;

        async Task Step(string table, Func<NpgsqlConnection, long> write)
        {
            ct.ThrowIfCancellationRequested();
            var begun = Stopwatch.GetTimestamp();

            // The importer's synchronous face costs half of the other for millions of small values; it gets a thread of its own.
            var rows = await Task.Run(() => write(connection), ct);
            counts.Add(new(table, rows, Stopwatch.GetElapsedTime(begun)));
            told?.Invoke(counts[^1]);
        }
    }

    /// <summary>Adds one album of many photos to a project: what a gallery is measured with.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="photos">Rows.</param>
    /// <param name="ct">Cancels before the first row.</param>
    /// <returns>The album.</returns>
    public async Task<Guid> AddAlbumAsync(Guid projectId, int photos, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var album = new ScaleAlbum(Guid.CreateVersion7(), projectId, photos, _now.AddDays(-10), IsDone: false);
        await Task.Run(
            () =>
            {
                WriteAlbums(connection, [album], null);
                WritePhotos(connection, [album]);
            },
            ct
        );
        await transaction.CommitAsync(ct);
        await RunAsync(connection, "VACUUM (ANALYZE) photo_albums, photos", ct);
        return album.Id;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
#pragma warning disable CA2100 // Names of tables can't be parameters; they stand in this file.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }

    private ScalePlan Plan(ScaleSize size)
    {
        var random = new Random(seed);
        var photographers = Enumerable.Range(0, Math.Max(5, size.Customers / ShootsPerPhotographer)).Select(_ => NewId(_now)).ToArray();
        var managers = Enumerable.Range(0, Math.Max(2, size.Customers / ShootsPerManager)).Select(_ => NewId(_now)).ToArray();
        var days = ((size.Customers - 1) / (photographers.Length * Slots.Length)) + 1;
        var first = _today.AddDays(-(int)(days * ShareInThePast));
        var couples = new List<ScaleCouple>(size.Customers);
        var projects = new List<ScaleProject>(size.Customers);
        for (var i = 0; i < size.Customers; i++)
        {
            // Of ten couples two are leads, two have a second shoot outdoors: as many projects as couples.
            var shoots = (i % 10) switch
            {
                0 or 5 => 0,
                1 or 6 => 2,
                _ => 1,
            };
            var shootAt = SlotOf(Math.Min(projects.Count, size.Customers - 1)).Start;
            var weddingDate = shoots == 0 ? _today.AddDays(random.Next(40, 360)) : clock.DateOf(shootAt);
            var isPast = shoots > 0 && shootAt < _now;
            var lost = random.Next(100) < 8;
            var status =
                shoots == 0 ? (LeadStatus)Math.Min(3, random.Next(8))
                : lost ? LeadStatus.Cancelled
                : isPast ? LeadStatus.Completed
                : LeadStatus.Contracted;
            if (shoots == 0 && status == LeadStatus.Contracted)
            {
                // More than half of those who only ask end here.
                status = LeadStatus.Cancelled;
            }

            var asked = Earlier(shootAt.AddDays(-random.Next(150, 330)), _now.AddMinutes(-random.Next(60, 60 * 24 * 60)));
            var changed = Earlier(
                isPast && !lost ? shootAt.AddDays(45) : asked.AddHours(random.Next(1, 1000)),
                _now.AddMinutes(-random.Next(1, 60))
            );
            var couple = new ScaleCouple(
                NewId(asked),
                DemoNames.Groom(random),
                DemoNames.Bride(random),
                status,
                asked,
                changed < asked ? asked : changed,
                weddingDate,
                managers[random.Next(managers.Length)]
            );
            couples.Add(couple);
            for (var s = 0; s < shoots && projects.Count < size.Customers; s++)
            {
                var (person, start) = SlotOf(projects.Count);
                projects.Add(new(NewId(asked), NewId(asked), couple, s == 0 ? ProjectType.Wedding : ProjectType.Outdoor, person, start));
            }
        }

        var done = projects.FindAll(p => p.Start < _now && p.Couple.Status == LeadStatus.Completed);
        var photos = (long)size.Customers * size.PhotosPerCustomer;
        var albums = new List<ScaleAlbum>(done.Count);
        for (var i = 0; i < done.Count && photos > 0; i++)
        {
            var share = (photos / done.Count) + (i < photos % done.Count ? 1 : 0);
            albums.Add(new(NewId(done[i].Start), done[i].Id, (int)share, done[i].Start, IsDone: true));
        }

        return new(photographers, managers, couples, projects, albums);

        (Guid Person, DateTime Start) SlotOf(int number)
        {
            var turn = number / photographers.Length;
            var start = clock.At(first.AddDays(turn / Slots.Length), Slots[turn % Slots.Length]).UtcDateTime;
            return (photographers[number % photographers.Length], start);
        }
    }

    private long WriteStaff(NpgsqlConnection connection, ScalePlan plan)
    {
        // Accounts without a password: nobody can sign in with them.
        using var rows = connection.BeginBinaryImport(
            "COPY users (id, role, status, created_at, updated_at, email, normalized_email, user_name, normalized_user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count) FROM STDIN (FORMAT BINARY)"
        );
        var number = 0;
        foreach (
            var (id, role) in plan
                .Photographers.Select(p => (p, UserRole.Photographer))
                .Concat(plan.Managers.Select(m => (m, UserRole.Manager)))
        )
        {
            var email = string.Create(CultureInfo.InvariantCulture, $"scale-{_run}-{++number}@scale.example");
            rows.StartRow();
            rows.Write(id, NpgsqlDbType.Uuid);
            rows.Write(role);
            rows.Write(UserStatus.Active);
            rows.Write(_now, NpgsqlDbType.TimestampTz);
            rows.Write(_now, NpgsqlDbType.TimestampTz);
            rows.Write(email);
            rows.Write(email.ToUpperInvariant());
            rows.Write(email);
            rows.Write(email.ToUpperInvariant());
            rows.Write(true);
            rows.Write(false);
            rows.Write(false);
            rows.Write(true);
            rows.Write(0);
        }

        return (long)rows.Complete();
    }

    private long WritePhotographers(NpgsqlConnection connection, ScalePlan plan)
    {
        using (
            var profiles = connection.BeginBinaryImport(
                "COPY user_profiles (id, user_id, last_name, first_name) FROM STDIN (FORMAT BINARY)"
            )
        )
        {
            var random = new Random(seed + 1);
            foreach (var id in plan.Photographers.Concat(plan.Managers))
            {
                var name = random.Next(2) == 0 ? DemoNames.Groom(random) : DemoNames.Bride(random);
                profiles.StartRow();
                profiles.Write(NewId(_now), NpgsqlDbType.Uuid);
                profiles.Write(id, NpgsqlDbType.Uuid);
                profiles.Write(name[..1]);
                profiles.Write(name[1..]);
            }

            profiles.Complete();
        }

        using var rows = connection.BeginBinaryImport(
            "COPY photographers (id, user_id, experience_years, specialties, total_projects, availability_status) FROM STDIN (FORMAT BINARY)"
        );
        foreach (var id in plan.Photographers)
        {
            rows.StartRow();
            rows.Write(NewId(_now), NpgsqlDbType.Uuid);
            rows.Write(id, NpgsqlDbType.Uuid);
            rows.Write(5);
            rows.Write<string[]>(["본식"], NpgsqlDbType.Array | NpgsqlDbType.Text);
            rows.Write(0);
            rows.Write(AvailabilityStatus.Available);
        }

        return (long)rows.Complete();
    }

    private long WriteCustomers(NpgsqlConnection connection, ScalePlan plan)
    {
        var random = new Random(seed + 2);
        using var rows = connection.BeginBinaryImport(
            "COPY customers (id, groom_name, bride_name, groom_phone, bride_phone, email, source_channel, lead_status, status_changed_at, cancel_reason, assigned_manager_id, wedding_date, wedding_time, wedding_venue, notes, created_at, updated_at) FROM STDIN (FORMAT BINARY)"
        );

        // The database makes the line of the search for each of them before it says that it is done.
        rows.Timeout = TimeSpan.FromMinutes(10);
        foreach (var couple in plan.Couples)
        {
            rows.StartRow();
            rows.Write(couple.Id, NpgsqlDbType.Uuid);
            rows.Write(couple.Groom);
            rows.Write(couple.Bride);
            rows.Write(DemoNames.PhoneE164(random));
            rows.Write(DemoNames.PhoneE164(random));
            rows.Write(couple.Id.ToString("N")[20..] + "@scale.example");
            rows.Write(DemoNames.Source(random));
            rows.Write(couple.Status);
            rows.Write(couple.ChangedAt, NpgsqlDbType.TimestampTz);
            if (couple.Status == LeadStatus.Cancelled)
            {
                rows.Write(DemoNames.CancelReason(random));
            }
            else
            {
                rows.WriteNull();
            }

            rows.Write(couple.ManagerId, NpgsqlDbType.Uuid);
            rows.Write(couple.WeddingDate, NpgsqlDbType.Date);
            rows.Write(Slots[random.Next(Slots.Length)].AddHours(1), NpgsqlDbType.Time);
            rows.Write(DemoNames.Venue(random).Name);
            rows.Write(DemoNames.Message(random));
            rows.Write(couple.AskedAt, NpgsqlDbType.TimestampTz);
            rows.Write(couple.ChangedAt, NpgsqlDbType.TimestampTz);
        }

        return (long)rows.Complete();
    }

    private static long WriteContacts(NpgsqlConnection connection, ScalePlan plan)
    {
        using var rows = connection.BeginBinaryImport(
            "COPY customer_contacts (id, customer_id, role, name, language, created_at) FROM STDIN (FORMAT BINARY)"
        );
        rows.Timeout = TimeSpan.FromMinutes(10);
        foreach (var couple in plan.Couples)
        {
            foreach (var (role, name) in ((ContactRole, string)[])[(ContactRole.Bride, couple.Bride), (ContactRole.Groom, couple.Groom)])
            {
                rows.StartRow();
                rows.Write(NewId(couple.AskedAt), NpgsqlDbType.Uuid);
                rows.Write(couple.Id, NpgsqlDbType.Uuid);
                rows.Write(role);
                rows.Write(name);
                rows.Write("ko");
                rows.Write(couple.AskedAt, NpgsqlDbType.TimestampTz);
            }
        }

        return (long)rows.Complete();
    }

    private long WriteProjects(NpgsqlConnection connection, ScalePlan plan)
    {
        var random = new Random(seed + 3);
        using var rows = connection.BeginBinaryImport(
            "COPY projects (id, project_number, customer_id, project_type, project_status, status_changed_at, wedding_date, wedding_venue, wedding_time, assigned_photographer_id, created_at, updated_at) FROM STDIN (FORMAT BINARY)"
        );
        var number = 0;
        foreach (var project in plan.Projects)
        {
            var status =
                project.Start >= _now || project.Couple.Status == LeadStatus.Cancelled ? ProjectStatus.Scheduled
                : project.Start < _now.AddDays(-90) ? ProjectStatus.Archived
                : ProjectStatus.Delivered;
            rows.StartRow();
            rows.Write(project.Id, NpgsqlDbType.Uuid);
            rows.Write(string.Create(CultureInfo.InvariantCulture, $"S-{_run}-{++number:D7}"));
            rows.Write(project.Couple.Id, NpgsqlDbType.Uuid);
            rows.Write(project.Type);
            rows.Write(status);
            rows.Write(project.Couple.ChangedAt, NpgsqlDbType.TimestampTz);
            rows.Write(clock.DateOf(new DateTimeOffset(project.Start)), NpgsqlDbType.Date);
            rows.Write(DemoNames.Venue(random).Name);
            rows.Write(TimeOnly.FromTimeSpan(clock.Local(new DateTimeOffset(project.Start)).TimeOfDay).AddHours(1), NpgsqlDbType.Time);
            rows.Write(project.Photographer, NpgsqlDbType.Uuid);
            rows.Write(project.Couple.AskedAt, NpgsqlDbType.TimestampTz);
            rows.Write(project.Couple.ChangedAt, NpgsqlDbType.TimestampTz);
        }

        return (long)rows.Complete();
    }

    private long WriteShoots(NpgsqlConnection connection, ScalePlan plan)
    {
        var random = new Random(seed + 4);
        using var rows = connection.BeginBinaryImport(
            "COPY shooting_schedules (id, project_id, schedule_type, start_time, end_time, location, location_address, travel_time_minutes, photographer_id, assistant_ids, status, created_at, updated_at) FROM STDIN (FORMAT BINARY)"
        );
        foreach (var project in plan.Projects)
        {
            var (venue, address) = DemoNames.Venue(random);
            rows.StartRow();
            rows.Write(project.ShootId, NpgsqlDbType.Uuid);
            rows.Write(project.Id, NpgsqlDbType.Uuid);
            rows.Write(project.Type == ProjectType.Wedding ? ScheduleType.MainShoot : ScheduleType.PreWedding);
            rows.Write(project.Start, NpgsqlDbType.TimestampTz);
            rows.Write(project.Start + ShootLength, NpgsqlDbType.TimestampTz);
            rows.Write(venue);
            rows.Write(address);
            rows.Write((int)Travel.TotalMinutes);
            rows.Write(project.Photographer, NpgsqlDbType.Uuid);
            rows.Write<Guid[]>([], NpgsqlDbType.Array | NpgsqlDbType.Uuid);
            rows.Write(
                project.Couple.Status == LeadStatus.Cancelled ? ShootStatus.Cancelled
                : project.Start < _now ? ShootStatus.Completed
                : ShootStatus.Scheduled
            );
            rows.Write(project.Couple.AskedAt, NpgsqlDbType.TimestampTz);
            rows.Write(project.Couple.ChangedAt, NpgsqlDbType.TimestampTz);
        }

        return (long)rows.Complete();
    }

    private static long WriteBookings(NpgsqlConnection connection, ScalePlan plan)
    {
        using var rows = connection.BeginBinaryImport(
            "COPY person_bookings (id, person_id, source, schedule_id, busy_from, busy_to, status, created_at) FROM STDIN (FORMAT BINARY)"
        );
        foreach (var project in plan.Projects)
        {
            rows.StartRow();
            rows.Write(NewId(project.Couple.AskedAt), NpgsqlDbType.Uuid);
            rows.Write(project.Photographer, NpgsqlDbType.Uuid);
            rows.Write(BookingSource.Crew);
            rows.Write(project.ShootId, NpgsqlDbType.Uuid);
            rows.Write(project.Start - Travel, NpgsqlDbType.TimestampTz);
            rows.Write(project.Start + ShootLength, NpgsqlDbType.TimestampTz);
            rows.Write(project.Couple.Status == LeadStatus.Cancelled ? BookingStatus.Cancelled : BookingStatus.Booked);
            rows.Write(project.Couple.AskedAt, NpgsqlDbType.TimestampTz);
        }

        return (long)rows.Complete();
    }

    private static long WriteAlbums(NpgsqlConnection connection, ScalePlan plan) =>
        WriteAlbums(connection, plan.Albums, plan.Photographers[0]);

    private static long WriteAlbums(NpgsqlConnection connection, IReadOnlyList<ScaleAlbum> albums, Guid? uploadedBy)
    {
        using var rows = connection.BeginBinaryImport(
            "COPY photo_albums (id, project_id, album_type, title, storage_location, total_photos, total_size_bytes, upload_status, uploaded_by, uploaded_at, created_at) FROM STDIN (FORMAT BINARY)"
        );
        foreach (var album in albums)
        {
            rows.StartRow();
            rows.Write(album.Id, NpgsqlDbType.Uuid);
            rows.Write(album.ProjectId, NpgsqlDbType.Uuid);
            rows.Write(AlbumType.Proof);
            rows.Write("본식");
            rows.Write($"albums/{album.Id:N}/");
            rows.Write(album.Photos);
            rows.Write(album.Photos * 8_000_000L);
            rows.Write(UploadStatus.Completed);
            if (uploadedBy is { } person)
            {
                rows.Write(person, NpgsqlDbType.Uuid);
            }
            else
            {
                rows.WriteNull();
            }

            rows.Write(album.TakenAt.AddDays(1), NpgsqlDbType.TimestampTz);
            rows.Write(album.TakenAt.AddDays(1), NpgsqlDbType.TimestampTz);
        }

        return (long)rows.Complete();
    }

    private long WritePhotos(NpgsqlConnection connection, IReadOnlyList<ScaleAlbum> albums)
    {
        var random = new Random(seed + 5);
        Span<byte> hash = stackalloc byte[32];
        var thumb = new byte[24];
        using var rows = connection.BeginBinaryImport(
            "COPY photos (id, album_id, file_name, file_path, thumbnail_path, file_size_bytes, content_sha256, width, height, format, metadata, taken_at, sort_key, thumb_hash, ready_at, is_selected, selection_order, edit_status, created_at) FROM STDIN (FORMAT BINARY)"
        );
        foreach (var album in albums)
        {
            var folder = $"albums/{album.Id:N}/";
            var picked = 0;
            for (var i = 0; i < album.Photos; i++)
            {
                var taken = album.TakenAt.AddSeconds(i * 9);
                var id = NewId(album.TakenAt.AddDays(1).AddMilliseconds(i));
                var name = id.ToString("N");
                random.NextBytes(hash);
                random.NextBytes(thumb);
                var sha256 = Convert.ToHexStringLower(hash);
                var file = string.Create(CultureInfo.InvariantCulture, $"IMG_{i + 1:D4}.JPG");
                var isPicked = album.IsDone && i % 5 == 0;
                rows.StartRow();
                rows.Write(id, NpgsqlDbType.Uuid);
                rows.Write(album.Id, NpgsqlDbType.Uuid);
                rows.Write(file, NpgsqlDbType.Varchar);
                rows.Write(folder + name + ".jpg", NpgsqlDbType.Text);
                rows.Write(Photo.RenditionKey(id, sha256, IPhotoRenderer.Sizes[^1]), NpgsqlDbType.Text);
                rows.Write(6_000_000L + random.Next(6_000_000), NpgsqlDbType.Bigint);
                rows.Write(sha256, NpgsqlDbType.Varchar);
                rows.Write(6000, NpgsqlDbType.Integer);
                rows.Write(4000, NpgsqlDbType.Integer);
                rows.Write("jpg", NpgsqlDbType.Varchar);
                rows.Write(Camera, NpgsqlDbType.Jsonb);
                rows.Write(taken, NpgsqlDbType.TimestampTz);
                rows.Write(taken.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture) + " " + file, NpgsqlDbType.Varchar);
                rows.Write(thumb, NpgsqlDbType.Bytea);
                rows.Write(album.TakenAt.AddDays(1), NpgsqlDbType.TimestampTz);
                rows.Write(isPicked, NpgsqlDbType.Boolean);
                if (isPicked)
                {
                    rows.Write(++picked, NpgsqlDbType.Integer);
                    rows.Write(EditStatus.Approved);
                }
                else
                {
                    rows.WriteNull();
                    rows.WriteNull();
                }

                rows.Write(album.TakenAt.AddDays(1), NpgsqlDbType.TimestampTz);
            }
        }

        return (long)rows.Complete();
    }

    private const string Camera =
        """{"Make":"Canon","Model":"Canon EOS R5","ISO Speed Ratings":"400","F-Number":"f/2.0","Exposure Time":"1/250 sec","Focal Length":"50 mm"}""";

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static Guid NewId(DateTime moment) => Guid.CreateVersion7(new DateTimeOffset(moment));

    private sealed record ScaleCouple(
        Guid Id,
        string Groom,
        string Bride,
        LeadStatus Status,
        DateTime AskedAt,
        DateTime ChangedAt,
        DateOnly WeddingDate,
        Guid ManagerId
    );

    private sealed record ScaleProject(Guid Id, Guid ShootId, ScaleCouple Couple, ProjectType Type, Guid Photographer, DateTime Start);

    private sealed record ScaleAlbum(Guid Id, Guid ProjectId, int Photos, DateTime TakenAt, bool IsDone);

    private sealed record ScalePlan(
        Guid[] Photographers,
        Guid[] Managers,
        List<ScaleCouple> Couples,
        List<ScaleProject> Projects,
        List<ScaleAlbum> Albums
    );
}
