namespace MindGraphy.Data.Photos;

/// <summary>A read-only window on a seekable stream; disposing it disposes the stream.</summary>
internal sealed class SlicedStream : Stream
{
    private readonly Stream _inner;
    private readonly long _start;
    private readonly long _length;

    public SlicedStream(Stream inner, long offset, long? length)
    {
        _inner = inner;
        _start = Math.Min(offset, inner.Length);
        _length = Math.Min(length ?? long.MaxValue, inner.Length - _start);
        _inner.Position = _start;
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => _length;

    public override long Position
    {
        get => _inner.Position - _start;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _inner.Position = _start + value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => _inner.Read(buffer[..Within(buffer.Length)]);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _inner.ReadAsync(buffer[..Within(buffer.Length)], cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => _length + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Within(int wanted) => (int)Math.Clamp(_length - Position, 0, wanted);
}
