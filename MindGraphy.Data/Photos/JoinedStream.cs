namespace MindGraphy.Data.Photos;

/// <summary>Reads files one after the other as if they were one; each is open only while it is read.</summary>
internal sealed class JoinedStream(IReadOnlyList<string> paths) : Stream
{
    private FileStream? _current;
    private int _next;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var read = _current is null ? 0 : await _current.ReadAsync(buffer, cancellationToken);
            if (read > 0 || buffer.IsEmpty || !await MoveOnAsync())
            {
                return read;
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Joined files are read asynchronously.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> MoveOnAsync()
    {
        if (_current is not null)
        {
            await _current.DisposeAsync();
            _current = null;
        }

        if (_next == paths.Count)
        {
            return false;
        }

        _current = new FileStream(paths[_next++], FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        return true;
    }
}
