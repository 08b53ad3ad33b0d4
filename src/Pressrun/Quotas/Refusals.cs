using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>What a lane does about a refusal, by its class.</summary>
/// <param name="quota">The lane.</param>
/// <param name="places">The place among its limits of each bucket.</param>
/// <param name="slots">Its slots.</param>
/// <param name="parking">Until when it waits.</param>
internal sealed class Refusals(Quota quota, int[] places, SlotCount slots, Parking parking)
{
    private static readonly TimeSpan ShortMax = TimeSpan.FromMinutes(5);

    /// <summary>Learns from a refusal of a call that has been freed.</summary>
    public void Take(Lease lease, Outcome.Refused refusal, QuotaReading? reading, Random jitter, TimeSpan now)
    {
        parking.Count(lease.AdmittedAt, now);
        switch (refusal.Class)
        {
            case Refusal.RateShort when refusal.RetryAfter is not { } wait || wait <= ShortMax:
                CorrectRate(lease, refusal, reading, now);
                break;
            case Refusal.RateShort or Refusal.RateLong:
                parking.ParkLong(refusal.RetryAfter, quota.Name, now);
                break;
            case Refusal.Acceleration:
                SlowDown(lease, refusal.RetryAfter < ShortMax ? refusal.RetryAfter : null, now);
                break;
            case Refusal.Concurrency:
                // No more than were in flight beside the refused one; alone, somebody else has all of them.
                if (quota.InFlight == 0)
                {
                    parking.ParkShort(refusal.RetryAfter < ShortMax ? refusal.RetryAfter : null,
                        "others on the same account", now);
                }

                slots.Lower(quota.InFlight, lease.SentAt, now);
                break;
            case Refusal.Overload:
                parking.ParkOverloaded(refusal.RetryAfter, jitter,
                    refusal.Cause is { } words ? $"{quota.Name}: {words}" : "an overloaded provider", now);
                break;
            case Refusal.NoMoney:
                quota.Stop($"{quota.Name} says there is no credit{(refusal.Cause is { } said ? $": {said}" : "")}");
                break;
        }
    }

    /// <summary>
    /// A rate limit refused: the bucket it names, or the one nearest to its capacity, takes the measurement. If the
    /// refusal's own headers show room there, the calls came too fast for a smaller bucket inside it.
    /// </summary>
    private void CorrectRate(Lease lease, Outcome.Refused refusal, QuotaReading? reading, TimeSpan now)
    {
        var place = Bound(lease, refusal.Unit);
        if (place < 0)
        {
            parking.ParkShort(refusal.RetryAfter, "a limit it did not name", now);
            return;
        }

        var (bucket, mark) = (quota.Buckets[place], lease.Marks[place]);
        if (bucket.Limit.Unit == Unit.Requests && reading?.Of(places[place]) is { } told
            && bucket.Learning!.HadRoom(mark, told))
        {
            bucket.Learning!.Accelerate(mark, refusal.RetryAfter, isSlowDown: false, now);
        }
        else
        {
            bucket.Learning!.Correct(mark, refusal.RetryAfter, now);
        }
    }

    /// <summary>
    /// Why a refused call can never be admitted: it went alone, with the limit full, and asks for more than the limit
    /// ever holds. Null if it may go again.
    /// </summary>
    public string? Oversize(Lease lease, Outcome.Refused refusal)
    {
        var place = refusal.Class == Refusal.RateShort ? Bound(lease, refusal.Unit) : -1;
        return place >= 0 && quota.Buckets[place].Oversize(lease.Marks[place]) is { } why
            ? $"{quota.Name}: {why}"
            : null;
    }

    /// <summary>Told to slow down: half the rate in a smaller bucket, then half as much more every minute.</summary>
    private void SlowDown(Lease lease, TimeSpan? retryAfter, TimeSpan now)
    {
        var place = Bound(lease, Unit.Requests);
        if (place >= 0)
        {
            quota.Buckets[place].Learning!.Accelerate(lease.Marks[place], retryAfter, isSlowDown: true, now);
        }
        else
        {
            parking.ParkShort(retryAfter, "a provider that says to slow down", now);
        }
    }

    // The bucket of the unit; of several, or without one, the one of which the call took the largest share.
    private int Bound(Lease lease, Unit? unit)
    {
        var bound = -1;
        for (var index = 0; index < lease.Marks.Length; index++)
        {
            var isNamed = unit is null || quota.Buckets[index].Limit.Unit == unit;
            if (isNamed && (bound < 0 || Share(index) > Share(bound)))
            {
                bound = index;
            }
        }

        return bound;

        double Share(int index) =>
            quota.Buckets[index].IsOpen ? 0 : lease.Marks[index].Cost / quota.Buckets[index].Capacity;
    }
}
