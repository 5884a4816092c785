using System.Diagnostics;
using System.Text;

namespace MindGraphy.Data.Embedded;

/// <summary>
/// A child that lives on a thread of its own. Linux ends a child with its parent (<c>pdeathsig</c>) when the <em>thread</em> that forked it
/// ends, not the process; a pool thread may end any time, so this one stays until the child is gone.
/// </summary>
internal sealed class ChildProcess
{
    private const int KeptLines = 100;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _lastLines = new();
    private readonly Action<string> _onLine;

    private ChildProcess(Action<string> onLine) => _onLine = onLine;

    /// <summary>The process id; the programs put before the command replace themselves by it, so it is the command's own.</summary>
    public int Id { get; private set; }

    /// <summary>The exit code, once the child and everything that inherited its error stream are gone.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>The last lines the child wrote.</summary>
    public string LastLines
    {
        get
        {
            lock (_lastLines)
            {
                return string.Join(Environment.NewLine, _lastLines);
            }
        }
    }

    /// <summary>Starts a child. Its streams are ours: input is closed, each line it writes goes to <paramref name="onLine"/>.</summary>
    public static Task<ChildProcess> StartAsync(ProcessStartInfo command, Action<string> onLine)
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        var child = new ChildProcess(onLine);
        var thread = new Thread(() => child.Live(command, started)) { IsBackground = true, Name = Path.GetFileName(command.FileName) };
        thread.Start();
        return started.Task;
    }

    /// <summary>Runs a command to its end and returns its exit code and what it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo command)
    {
        var child = await StartAsync(command, _ => { });
        return (await child.Exited, child.LastLines);
    }

    private void Live(ProcessStartInfo command, TaskCompletionSource<ChildProcess> started)
    {
        command.UseShellExecute = false;
        command.RedirectStandardInput = command.RedirectStandardOutput = command.RedirectStandardError = true;
        command.StandardOutputEncoding = command.StandardErrorEncoding = Encoding.UTF8;
        using var process = new Process { StartInfo = command };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        try
        {
            process.Start();
        }
        catch (Exception fault)
        {
            started.SetException(fault);
            return;
        }

        Id = process.Id;
        started.SetResult(this);
        try
        {
            process.StandardInput.Close();
            process.BeginOutputReadLine();
            while (process.StandardError.ReadLine() is { } line)
            {
                Take(line);
            }

            process.WaitForExit();
        }
        catch (IOException fault)
        {
            // Its streams broke; that it runs on or not is all that counts.
            Take(fault.Message);
            process.WaitForExit();
        }
        finally
        {
            _exited.SetResult(process.ExitCode);
        }
    }

    private void Take(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }

        _onLine(line);
    }
}
