using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class LaneSnapshotTests
{
    private static readonly Limit[] Limits =
    [
        Limit.PerMinute(500), new(Unit.Requests, 10_000, TimeSpan.FromDays(1)),
        new(Unit.Tokens, 100_000, TimeSpan.FromSeconds(0.1)), Limit.AtOnce(9),
    ];

    [Theory]
    [InlineData("read it aloud")]
    [InlineData("a=b,c@d Slots=1 Requests/60=5")]
    [InlineData("line\nbreak\r\tand\0end")]
    [InlineData("Grüße 语言 🎧 %41 +")]
    [InlineData("@")]
    [InlineData(" ")]
    public void What_is_written_is_read_whatever_a_stage_is_called(string stage)
    {
        var quota = new Quota("lane", Limits, isOwn: false, TimeSpan.Zero);
        var estimator = new Estimator();
        estimator.Learn(new(100, 100, 0, default), new(Input: 123, Output: 45));
        quota.Estimators.Add((stage, estimator));
        quota.Estimators.Add(("other", new()));
        quota.Take(new(7, 3, 0, default), estimator, TimeSpan.Zero);
        var text = LaneStart.Write(quota, TimeSpan.FromSeconds(1.25), 77);
        var read = LaneSnapshot.Read(text)!;
        Assert.Equal(text, read.ToString());
        Assert.DoesNotContain('\n', text);
        Assert.Equal((77L, 9), (read.At, read.Slots!.Value));
        Assert.Equal(estimator.Save(), read.Uses[stage]);
        Assert.All(quota.Buckets, bucket => Assert.Equal(bucket.Save(), read.Of(bucket.Limit)));
    }

    [Fact]
    public void What_was_learned_of_a_bucket_is_taken_up()
    {
        var quota = new Quota("lane", [Limit.PerMinute(500)], isOwn: false, TimeSpan.Zero);
        quota.Restore(LaneSnapshot.Read("0 Requests/60=30,600,10,10,1,4,120,1"));
        var bucket = quota.Buckets[0];
        Assert.Equal((600.0, 10.0, 10.0, 4.0), (bucket.Amount, bucket.Capacity, bucket.Rate, bucket.Grain!.Capacity));
        Assert.Equal((true, Evidence.Headers, 120.0),
            (bucket.IsBurstProven, bucket.Evidence, bucket.Learning!.ProbeSeconds));
    }

    [Fact]
    public void Limits_of_one_unit_and_period_are_kept_apart()
    {
        var window = Limit.PerMinute(50) with { IsWindow = true };
        Limit[] limits = [Limit.PerMinute(3), Limit.PerMinute(50), window, Limit.PerMinute(70)];
        var quota = new Quota("lane", limits, isOwn: false, TimeSpan.Zero);
        quota.Buckets[3].Reshape(700, 11, 600);
        for (var call = 0; call < 2; call++)
        {
            quota.Take(default, new(), TimeSpan.Zero);
        }

        var again = new Quota("lane", limits, isOwn: false, TimeSpan.Zero);
        new LaneStart(LaneStart.Write(quota, TimeSpan.Zero, 0)).Apply(again, 0);
        Assert.Equal([1, 48, 8, 68], again.Buckets.Select(bucket => bucket.Level));
        Assert.Equal([3, 50, 10, 600], again.Buckets.Select(bucket => bucket.Capacity));
    }

    [Fact]
    public void What_was_kept_of_a_limit_holds_also_when_another_of_its_kind_is_given()
    {
        var quota = new Quota("lane", [Limit.PerMinute(3), Limit.PerMinute(50)], isOwn: false, TimeSpan.Zero);
        new LaneStart("0 Requests/60=1,3,3,0.05,0,0,30,0,3").Apply(quota, 0);
        Assert.Equal([1, 1], quota.Buckets.Select(bucket => bucket.Level));
    }

    [Fact]
    public void What_was_learned_does_not_exceed_a_ceiling()
    {
        var quota = new Quota("lane", [Limit.PerMinute(60) with { IsCeiling = true }], isOwn: false, TimeSpan.Zero);
        quota.Restore(LaneSnapshot.Read("0 Requests/60=600,600,600,10,1,0,30,1"));
        Assert.Equal((60.0, 1.0), (quota.Buckets[0].Capacity, quota.Buckets[0].Rate));
    }

    [Theory]
    [InlineData("0 Requests/60=30,600,10,10,1,4")]
    [InlineData("0 Requests/60=30,-600,10,10,1,4,120,1")]
    [InlineData("0 Requests/60=30,600,0,10,1,4,120,1")]
    [InlineData("0 Requests/60=30,600,10,0,1,4,120,1")]
    [InlineData("0 Requests/60=30,600,10,10,1,4,5,1")]
    public void Numbers_that_cannot_have_been_written_teach_nothing(string text)
    {
        var quota = new Quota("lane", [Limit.PerMinute(500)], isOwn: false, TimeSpan.Zero);
        quota.Restore(LaneSnapshot.Read(text));
        Assert.Equal((500.0, Evidence.None), (quota.Buckets[0].Capacity, quota.Buckets[0].Evidence));
    }

    [Fact]
    public void What_was_learned_over_a_week_ago_is_not_believed()
    {
        const long week = 7L * 24 * 3600 * 1_000_000;
        const string text = "0 Requests/60=30,600,10,10,1,4,120,1 Slots=3";
        Assert.Equal((10.0, 3), After(week));
        Assert.Equal((500.0, 9), After(week + 1));

        (double, int) After(long wallMicros)
        {
            var quota = new Quota("lane", Limits, isOwn: false, TimeSpan.Zero);
            new LaneStart(text).Apply(quota, wallMicros);
            return (quota.Buckets[0].Capacity, quota.Slots);
        }
    }

    [Fact]
    public void No_text_throws_and_no_bucket_is_left_without_a_level()
    {
        string[] pieces =
        [
            "0", "-5", "4000000000000000000", " ", " ", "Requests/60", "=", ",", "@", "Slots", "1",
            "1e308", "-1e308", "1e-308", "NaN", "∞", "%", "%4", "Tokens/0.1", "Requests/86400", "600,10,10,1,4,120,1",
        ];
        for (var seed = 1; seed <= 20_000; seed++)
        {
            var random = new Random(seed);
            var text = string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => random.Next(8) == 0
                ? ((char)random.Next(0x10000)).ToString()
                : pieces[random.Next(pieces.Length)]));
            text = random.Next(2) == 0 ? "5 " + text : text;
            var quota = new Quota("lane", Limits, isOwn: false, TimeSpan.Zero);
            var start = new LaneStart(text);
            start.AddSent(new(10, 10, 0, default), 3);
            start.Apply(quota, 10_000_000);
            Assert.All(quota.Buckets, bucket => Assert.True(
                double.IsFinite(bucket.Level) && bucket.Level <= bucket.Capacity && bucket.Rate > 0,
                $"Seed {seed}: {bucket.Level} of {bucket.Capacity} at {bucket.Rate} after {text}"));
            Assert.True(quota.Slots >= 1, $"Seed {seed}: {quota.Slots} at once after {text}");
        }
    }
}
