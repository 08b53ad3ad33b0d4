using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

/// <summary>Mirrors of a limit per minute, and what calls and replies do to them, at seconds.</summary>
internal static class Mirror
{
    public static Bucket Fresh(double perMinute)
    {
        var bucket = new Bucket(Limit.PerMinute(perMinute), false, default);
        bucket.Begin(1);
        return bucket;
    }

    public static Bucket Silent(Unit unit) =>
        new(new(unit, 60, TimeSpan.FromMinutes(1)), false, default) { Evidence = Evidence.Silent };

    public static Bucket Known(double perMinute, bool isCeiling = false) =>
        new(Limit.PerMinute(perMinute) with { IsCeiling = isCeiling }, false, default) { Evidence = Evidence.Headers };

    public static Mark Send(Bucket bucket, double seconds, double cost = 1)
    {
        bucket.Evolve(At(seconds));
        var mark = bucket.Take(cost, 0, At(seconds));
        bucket.Leave(mark, At(seconds));
        return mark;
    }

    public static void Tell(Bucket bucket, Mark mark, double seconds, double? remaining, double? limit = null)
    {
        bucket.Evolve(At(seconds));
        bucket.Learning!.Observe(mark, new(0, limit, remaining, null), 0, At(seconds));
    }

    public static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
