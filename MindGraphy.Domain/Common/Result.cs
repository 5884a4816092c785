using System.Diagnostics.CodeAnalysis;

namespace MindGraphy.Domain.Common;

/// <summary>The outcome of a command: done, or a <see cref="Refusal"/> that says why not.</summary>
public sealed record Result
{
    private Result(Refusal? refusal) => Refusal = refusal;

    /// <summary>Done.</summary>
    public static Result Ok { get; } = new((Refusal?)null);

    /// <summary>Why not; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>Lets a command say <c>return new CustomerNotFound();</c>.</summary>
    public static implicit operator Result(Refusal refusal) => new(refusal);

    /// <summary>Done, with what was asked for; needed for interfaces, from which C# knows no conversion.</summary>
    public static Result<T> Of<T>(T value) => new(value, null);

    /// <summary>Named form of the conversion.</summary>
    public static Result FromRefusal(Refusal refusal) => new(refusal);
}

/// <summary>The outcome of a command that hands something back.</summary>
/// <typeparam name="T">What it hands back when it was done.</typeparam>
public sealed record Result<T>
{
    internal Result(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>What was asked for; null (or default) when it was refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>Done, with what was asked for.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Not done.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Drops the value: for a caller that only asks whether it was done.</summary>
    public Result WithoutValue() => Refusal is null ? Result.Ok : Refusal;
}
