using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MindGraphy.Data;

/// <summary>Records that a row keeps as one jsonb value: written and replaced whole, never asked by a part.</summary>
internal static class Json
{
    /// <summary>One record, or null.</summary>
    public static PropertyBuilder<T?> One<T>(PropertyBuilder<T?> property)
        where T : class =>
        property
            .HasColumnType("jsonb")
            .HasConversion(
                v => v == null ? null : JsonSerializer.Serialize(v, JsonSerializerOptions.Web),
                v => v == null ? null : JsonSerializer.Deserialize<T>(v, JsonSerializerOptions.Web)
            );

    /// <summary>One record, always there.</summary>
    public static PropertyBuilder<T> Whole<T>(PropertyBuilder<T> property)
        where T : class, new() =>
        property
            .HasColumnType("jsonb")
            .HasConversion(
                v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web),
                v => JsonSerializer.Deserialize<T>(v, JsonSerializerOptions.Web) ?? new T()
            );

    /// <summary>A list of records; two lists are the same where their records are.</summary>
    public static PropertyBuilder<IReadOnlyList<T>> List<T>(PropertyBuilder<IReadOnlyList<T>> property) =>
        property
            .HasColumnType("jsonb")
            .HasConversion(
                v => JsonSerializer.Serialize(v, JsonSerializerOptions.Web),
                v => JsonSerializer.Deserialize<List<T>>(v, JsonSerializerOptions.Web) ?? new List<T>(),
                new ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), v => v.Count, v => v.ToList())
            );
}
