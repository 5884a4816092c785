namespace MindGraphy.Web.Features.Editing;

/// <summary>
/// An answer's body as a ZIP writer needs it: it writes its few bytes of headers without waiting, which a server refuses. They are kept until the next
/// bytes of a file are sent, so that everything leaves in its order and nothing blocks a thread.
/// </summary>
/// <param name="body">The answer's body.</param>
internal sealed class ZipBody(Stream body) : Stream
{
    private readonly MemoryStream _kept = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => _kept.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _kept.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SendKeptAsync(cancellationToken);
        await body.WriteAsync(buffer, cancellationToken);
    }

    // What is kept leaves with the next bytes, or at the end.
    public override void Flush() { }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await SendKeptAsync(cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask SendKeptAsync(CancellationToken ct)
    {
        if (_kept.Length > 0)
        {
            await body.WriteAsync(_kept.GetBuffer().AsMemory(0, (int)_kept.Length), ct);
            _kept.SetLength(0);
        }
    }
}
