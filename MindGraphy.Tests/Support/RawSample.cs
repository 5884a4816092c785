namespace MindGraphy.Tests.Support;

/// <summary>
/// Raw files that are made here, of the shape that cameras give them: directories of TIFF, a JPEG for the camera's screen that says nothing of how it was held,
/// and the sensor's data, a checkerboard of 640 by 480. No camera made them, so they say nothing of a maker's own notes and compressions.
/// </summary>
internal static class RawSample
{
    public const int SensorWidth = 640;
    public const int SensorHeight = 480;

    private const int SensorAt = 2048;
    private const int ExposureAt = 4096;
    private const int PreviewAt = 8192;

    /// <summary>A raw file.</summary>
    /// <param name="format">dng, nef, arw, cr2 or orf.</param>
    /// <param name="preview">The JPEG inside; null for a file without one.</param>
    /// <param name="previewSize">Its size.</param>
    /// <param name="orientation">How the camera was held, as EXIF numbers it.</param>
    public static byte[] Of(string format, byte[]? preview, (int Width, int Height) previewSize, int orientation = 1)
    {
        var (make, model) = format switch
        {
            "nef" => ("NIKON CORPORATION", "NIKON D750"),
            "arw" => ("SONY", "ILCE-7M3"),
            "orf" => ("OLYMPUS IMAGING CORP.", "E-M1"),
            _ => ("Canon", "Canon EOS 5D Mark IV"),
        };
        var canon = format == "cr2";
        var mainAt = canon ? 16 : 8;
        var sensorDataAt = PreviewAt + (preview?.Length ?? 0) + 16;
        sensorDataAt -= sensorDataAt % 2;
        List<(ushort, ushort, byte[])> main =
        [
            TiffWriter.Longs(254, 1),
            TiffWriter.Text(271, make),
            TiffWriter.Text(272, model),
            TiffWriter.Shorts(274, (ushort)orientation),
            TiffWriter.Longs(34665, ExposureAt),
        ];
        if (preview is not null)
        {
            main.AddRange([
                TiffWriter.Longs(256, (uint)previewSize.Width),
                TiffWriter.Longs(257, (uint)previewSize.Height),
                TiffWriter.Shorts(258, 8, 8, 8),
                TiffWriter.Shorts(259, (ushort)(format == "dng" ? 7 : 6)),
                TiffWriter.Shorts(262, 6),
                TiffWriter.Longs(273, PreviewAt),
                TiffWriter.Shorts(277, 3),
                TiffWriter.Longs(278, (uint)previewSize.Height),
                TiffWriter.Longs(279, (uint)preview.Length),
            ]);
            if (format != "dng")
            {
                main.AddRange([TiffWriter.Longs(513, PreviewAt), TiffWriter.Longs(514, (uint)preview.Length)]);
            }
        }

        if (!canon)
        {
            main.Add(TiffWriter.Longs(330, SensorAt));
        }

        if (format == "dng")
        {
            main.AddRange([
                (50706, TiffWriter.Byte, [1, 4, 0, 0]),
                TiffWriter.Text(50708, model),
                TiffWriter.Fractions(50721, 1, 0, 0, 0, 1, 0, 0, 0, 1),
                TiffWriter.Fractions(50728, 1, 1, 1),
            ]);
        }

        var sensor = TiffWriter.Directory(
            SensorAt,
            0,
            TiffWriter.Longs(254, 0),
            TiffWriter.Longs(256, SensorWidth),
            TiffWriter.Longs(257, SensorHeight),
            TiffWriter.Shorts(258, 16),
            TiffWriter.Shorts(259, 1),
            TiffWriter.Shorts(262, 32803),
            TiffWriter.Longs(273, (uint)sensorDataAt),
            TiffWriter.Shorts(277, 1),
            TiffWriter.Longs(278, SensorHeight),
            TiffWriter.Longs(279, SensorWidth * SensorHeight * 2),
            TiffWriter.Shorts(33421, 2, 2),
            (33422, TiffWriter.Byte, [0, 1, 1, 2]),
            TiffWriter.Longs(50714, 0),
            TiffWriter.Longs(50717, 4095)
        );
        var exposure = TiffWriter.Directory(
            ExposureAt,
            0,
            TiffWriter.Text(0x9003, "2026:05:16 13:04:05"),
            TiffWriter.Text(0x9291, "67"),
            TiffWriter.Text(0xA431, "SN123")
        );
        byte[] magic = format == "orf" ? "IIRO"u8.ToArray() : "II*\0"u8.ToArray();
        byte[] head = canon ? [.. magic, 16, 0, 0, 0, .. "CR\u0002\0"u8, 0, 8, 0, 0] : [.. magic, 8, 0, 0, 0];
        return TiffWriter.File(
            head,
            (mainAt, TiffWriter.Directory(mainAt, canon ? SensorAt : 0, main)),
            (SensorAt, sensor),
            (ExposureAt, exposure),
            (PreviewAt, preview ?? []),
            (sensorDataAt, SensorData())
        );
    }

    private static byte[] SensorData()
    {
        var data = new byte[SensorWidth * SensorHeight * 2];
        for (var y = 0; y < SensorHeight; y++)
        {
            for (var x = 0; x < SensorWidth; x++)
            {
                var light = ((x / 40) + (y / 40)) % 2 == 0 ? 3500 : 300;
                System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(((y * SensorWidth) + x) * 2), (ushort)light);
            }
        }

        return data;
    }
}
