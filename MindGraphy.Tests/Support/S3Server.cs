using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MindGraphy.Data.Photos;
using MindGraphy.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(S3Server))]

namespace MindGraphy.Tests.Support;

/// <summary>
/// A real S3 server for the tests: Ceph's RADOS Gateway over one store in memory, on loopback, with Amazon's names of storage classes. Started by the first test
/// that asks (some 15 s), shared by the whole run, ended with it. Needs <c>apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common</c>.
/// </summary>
public sealed class S3Server : IAsyncDisposable
{
    private const string AccessKey = "TESTKEY";
    private const string SecretKey = "TESTSECRET";

    // A daemon that outlives a killed test run would keep its memory: each runs under a shell that ends it when our end of the pipe is gone.
    private const string Guard = "\"$@\" & child=$!; read -r _; kill -KILL $child; wait";

    private readonly Lazy<Task<string>> _url;
    private readonly List<Process> _daemons = [];
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"mg-s3-{Guid.NewGuid():N}"[..18]);

    public S3Server() => _url = new Lazy<Task<string>>(() => Task.Run(StartAsync));

    /// <summary>Settings for a bucket of the server, which is started where it is not running yet.</summary>
    public async Task<S3StorageOptions> OptionsAsync(string bucket) =>
        new()
        {
            ServiceUrl = await _url.Value,
            Bucket = bucket,
            Region = "us-east-1",
            AccessKey = AccessKey,
            SecretKey = SecretKey,
            ForcePathStyle = true,
            ChecksumsWhenRequired = true,
        };

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in Enumerable.Reverse(_daemons))
        {
            daemon.StandardInput.Close();
            await daemon.WaitForExitAsync();
            daemon.Dispose();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<string> StartAsync()
    {
        var monitor = $"v2:127.0.0.1:{FreePort()}";
        var port = FreePort();
        var cluster = Guid.NewGuid().ToString();
        var disk = Guid.NewGuid().ToString();
        foreach (var folder in new[] { "mon", "osd0", "rgw", "log" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, folder));
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "ceph.conf"), Configuration(cluster, monitor));
        var keyring = Path.Combine(_folder, "keyring");
        var diskKey = Path.Combine(_folder, "osd.key");
        var map = Path.Combine(_folder, "monmap");
        await RunAsync("monmaptool", "--create", "--clobber", "--addv", "a", $"[{monitor}]", "--fsid", cluster, map);
        await RunAsync("ceph-authtool", "--create-keyring", keyring, "--gen-key", "-n", "mon.", "--cap", "mon", "allow *");
        string[] caps = ["--cap", "mon", "allow *", "--cap", "osd", "allow *", "--cap", "mgr", "allow *"];
        await RunAsync("ceph-authtool", [keyring, "--gen-key", "-n", "client.admin", .. caps]);
        await RunAsync("ceph-mon", "--mkfs", "-i", "a", "--monmap", map, "--keyring", keyring);
        StartDaemon("ceph-mon", "-f", "-i", "a", "--public-addrv", $"[{monitor}]");
        await RunAsync("ceph", "osd", "new", disk, "0");
        await RunAsync("ceph-authtool", "--create-keyring", diskKey, "--gen-key", "-n", "osd.0");
        await RunAsync("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", disk, "--no-mon-config");
        await RunAsync("ceph", "auth", "add", "osd.0", "mon", "allow profile osd", "osd", "allow *", "-i", diskKey);
        await File.AppendAllTextAsync(keyring, await File.ReadAllTextAsync(diskKey));
        await RunAsync("ceph", "osd", "crush", "add", "osd.0", "1.0", "root=default", "host=localhost");
        StartDaemon("ceph-osd", "-f", "-i", "0");
        string[] user = ["--uid=test", "--display-name=test", $"--access-key={AccessKey}", $"--secret-key={SecretKey}"];
        await RunAsync("radosgw-admin", ["user", "create", .. user]);
        string[] place = ["--placement-id=default-placement", "--rgw-zonegroup=default", "--rgw-zone=default"];
        foreach (var storageClass in new[] { "STANDARD_IA", "GLACIER_IR" })
        {
            string[] named = [.. place, $"--storage-class={storageClass}"];
            await RunAsync("radosgw-admin", ["zonegroup", "placement", "add", .. named]);
            await RunAsync("radosgw-admin", ["zone", "placement", "add", .. named, "--data-pool=default.rgw.buckets.data"]);
        }

        var frontend = $"beast endpoint=127.0.0.1:{port}";
        StartDaemon("radosgw", "-f", "-n", "client.admin", "--rgw-frontends", frontend, "--rgw-data", Path.Combine(_folder, "rgw"));

        var url = $"http://127.0.0.1:{port}";
        await AnswersAsync(url);
        return url;
    }

    private string Configuration(string cluster, string monitor) =>
        $"""
            [global]
            fsid = {cluster}
            mon host = {monitor}
            public addr = 127.0.0.1
            cluster addr = 127.0.0.1
            auth cluster required = cephx
            auth service required = cephx
            auth client required = cephx
            osd pool default size = 1
            osd pool default min size = 1
            osd pool default pg num = 1
            osd pool default pgp num = 1
            osd pool default pg autoscale mode = off
            osd crush chooseleaf type = 0
            mon max pg per osd = 1000
            mon allow pool size one = true
            mon data avail warn = 0
            mon data avail crit = 0
            keyring = {_folder}/keyring
            run dir = {_folder}
            pid file = {_folder}/$name.pid
            admin socket = {_folder}/$name.asok
            log file = {_folder}/log/$name.log
            mon data = {_folder}/mon
            osd data = {_folder}/osd0
            osd objectstore = memstore
            memstore device bytes = 4294967296
            rgw dynamic resharding = false

            """;

    private static async Task AnswersAsync(string url)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(url));
                return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException && waited.Elapsed.TotalSeconds < 60)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{errors}");
        }
    }

    private void StartDaemon(string program, params string[] arguments)
    {
        var daemon = Start("/bin/sh", ["-c", Guard, program, program, .. arguments]);
        daemon.OutputDataReceived += (_, _) => { };
        daemon.ErrorDataReceived += (_, _) => { };
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        _daemons.Add(daemon);
    }

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CEPH_CONF"] = Path.Combine(_folder, "ceph.conf");
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            const string Install = "apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common";
            throw new InvalidOperationException($"'{program}' is needed for the tests of the S3 store: {Install}", missing);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
