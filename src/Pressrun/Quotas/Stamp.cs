using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// By how much a header shows the mirror to be off. Whether a provider's headers tell how things stood when the call
/// was admitted or when its work ended is found out by which of the two fits better what is believed; most tell of
/// the admission.
/// </summary>
internal sealed class Stamp
{
    private const double Memory = 0.9;
    private const double Clearly = 3;
    private const double Least = 20;

    private double _offAtAdmission;
    private double _offAtEnd;

    /// <summary>Whether they tell of the end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>
    /// What remains over what is believed, as far as messages overtaking each other cannot explain it; else 0.
    /// </summary>
    /// <param name="bucket">The mirror.</param>
    /// <param name="mark">What the call took, and what was believed just after it left.</param>
    /// <param name="remaining">What the header says is left.</param>
    /// <param name="meanOutput">What an output is expected to take.</param>
    /// <param name="now">The loop's time.</param>
    public double Error(Bucket bucket, Mark mark, double remaining, double meanOutput, TimeSpan now)
    {
        var limit = bucket.Limit;
        var slack = (limit.Headers?.Step is > 1 and var step ? step / 2 : 0)
            + (limit.Charge == Charge.Actual ? 2 * meanOutput : 0);
        var refill = bucket.Rate * Bucket.JitterSeconds;
        var books = bucket.Books;
        var then = mark.Level + (books.Corrected - mark.Corrected) + mark.Outstanding;
        var atAdmission = Off(then - books.After(mark) - 1 - slack, then + mark.Before + refill + 0.5 + slack);
        var current = bucket.Level + bucket.Unproven + books.Unsent + books.Outstanding;
        var atEnd = Off(current - refill - 1 - slack, current + books.Recent(now) + 0.5 + slack);
        See(atAdmission / Math.Max(1, mark.Cost), atEnd / Math.Max(1, mark.Cost));
        var error = IsAtEnd ? atEnd : atAdmission;
        // Upwards is the settlement's business where tokens are reserved: what came back to the provider is not known
        // here yet.
        var isReserve = limit.Unit is not (Unit.Requests or Unit.Characters) && limit.Charge == Charge.Reserve;
        return isReserve ? Math.Min(0, error) : error;

        double Off(double least, double most) => remaining < least
            ? remaining - least
            : Math.Max(0, remaining - Math.Min(bucket.Capacity, most));
    }

    private void See(double offAtAdmission, double offAtEnd)
    {
        _offAtAdmission = (Memory * _offAtAdmission) + Math.Abs(offAtAdmission);
        _offAtEnd = (Memory * _offAtEnd) + Math.Abs(offAtEnd);
        if (_offAtAdmission > Least + (Clearly * _offAtEnd))
        {
            IsAtEnd = true;
        }
        else if (_offAtEnd > Least + (Clearly * _offAtAdmission))
        {
            IsAtEnd = false;
        }
    }
}
