using System.Globalization;

namespace Pressrun.Model;

/// <summary>An amount in US dollars, kept as whole micro-dollars so that sums are exact.</summary>
/// <param name="Micros">Millionths of a dollar; may be negative only as a difference.</param>
public readonly record struct Money(long Micros) : IComparable<Money>
{
    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>Converts dollars, rounding up to the next micro-dollar, because a bill is never rounded down.</summary>
    public static Money FromUsd(decimal dollars) => new((long)decimal.Ceiling(dollars * 1_000_000m));

    /// <summary>Adds two amounts; throws <see cref="OverflowException"/> beyond 9.2 trillion dollars.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Micros + right.Micros));

    /// <summary>The difference of two amounts.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Micros - right.Micros));

    /// <summary>Compares by amount.</summary>
    public static bool operator >(Money left, Money right) => left.Micros > right.Micros;

    /// <summary>Compares by amount.</summary>
    public static bool operator <(Money left, Money right) => left.Micros < right.Micros;

    /// <summary>Compares by amount.</summary>
    public static bool operator >=(Money left, Money right) => left.Micros >= right.Micros;

    /// <summary>Compares by amount.</summary>
    public static bool operator <=(Money left, Money right) => left.Micros <= right.Micros;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Micros.CompareTo(other.Micros);

    /// <summary>Dollars and cents, with more places where the amount needs them: $0.41, $0.000025.</summary>
    public override string ToString() =>
        (Micros < 0 ? "-$" : "$") + Math.Abs(Micros / 1_000_000m).ToString("0.00####", CultureInfo.InvariantCulture);
}
