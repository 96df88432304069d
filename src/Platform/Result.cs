namespace ChatCommerce.Platform;

/// <summary>The business says no.</summary>
/// <param name="Code">Stable kebab-case code, such as <c>not-enough-stock</c>.</param>
/// <param name="Message">What happened and what was expected, for a person; English unless the caller localises by code.</param>
/// <param name="Field">The input that was wrong, when it was one.</param>
/// <param name="Facts">Figures that a translation of the code needs, such as <c>left</c> = 2.</param>
public sealed record Refusal(string Code, string Message, string? Field = null, IReadOnlyDictionary<string, object?>? Facts = null)
{
    public Refusal With(string fact, object? value) => this with { Facts = new Dictionary<string, object?>(Facts ?? new Dictionary<string, object?>()) { [fact] = value } };
}

/// <summary>Either a value or a refusal; never thrown.</summary>
public readonly record struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public bool Ok => Refusal is null;

    /// <summary>The value; throws when refused, so check <see cref="Ok"/> first.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}.");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    public Result<TNext> Then<TNext>(Func<T, TNext> next) => Refusal is null ? next(value!) : Refusal;
}

/// <summary>The value of an act that has nothing to return.</summary>
public readonly record struct Done
{
    public static Done It => default;
}
