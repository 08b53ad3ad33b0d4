using System.Globalization;
using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class HeaderReaderTests
{
    private const string Date = "Sun, 22 Nov 2026 10:00:00 GMT";

    [Theory]
    [InlineData("59.967", 59.967)]
    [InlineData("0", 0)]
    [InlineData("1e2", 100)]
    public void A_reset_in_seconds_is_read(string text, double seconds) =>
        Assert.Equal(seconds, Reset(ResetFormat.Seconds, text));

    [Theory]
    [InlineData("7m12s", 432)]
    [InlineData("6ms", 0.006)]
    [InlineData("1s", 1)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2h3m4.5s", 7384.5)]
    [InlineData("120µs", 0.00012)]
    [InlineData("9ns", 9e-9)]
    [InlineData("1d", 86400)]
    public void A_reset_as_a_duration_is_read(string text, double seconds) =>
        Assert.Equal(seconds, Reset(ResetFormat.Duration, text)!.Value, 1e-12);

    [Theory]
    [InlineData("2026-11-22T10:00:12Z", 12)]
    [InlineData("2026-11-22T10:00:12.25Z", 12.25)]
    [InlineData("2026-11-22T12:01:00+02:00", 60)]
    [InlineData("2026-11-22T09:59:00Z", 0)]
    public void A_reset_as_a_moment_counts_from_the_date_of_its_own_reply(string text, double seconds) =>
        Assert.Equal(seconds, Reset(ResetFormat.Moment, text));

    [Theory]
    [InlineData(30, 30)]
    [InlineData(0.5, 0.5)]
    [InlineData(-10, 0)]
    public void A_reset_in_seconds_since_1970_counts_from_the_date_of_its_own_reply(double later, double seconds)
    {
        var moment = DateTimeOffset.Parse(Date, CultureInfo.InvariantCulture).ToUnixTimeSeconds() + later;
        Assert.Equal(
            seconds, Reset(ResetFormat.Epoch, moment.ToString("R", CultureInfo.InvariantCulture))!.Value, 1e-6);
    }

    [Theory]
    [InlineData(ResetFormat.Moment, "2026-11-22T10:00:12Z")]
    [InlineData(ResetFormat.Epoch, "1795341612")]
    public void Without_a_date_a_moment_says_nothing(ResetFormat format, string text) =>
        Assert.Null(Read(format, ("x-remaining", "3"), ("x-reset", text))!.Value.ResetSeconds);

    [Theory]
    [InlineData(ResetFormat.Seconds, "soon")]
    [InlineData(ResetFormat.Seconds, "-1")]
    [InlineData(ResetFormat.Seconds, "NaN")]
    [InlineData(ResetFormat.Seconds, "1e99")]
    [InlineData(ResetFormat.Duration, "")]
    [InlineData(ResetFormat.Duration, "12")]
    [InlineData(ResetFormat.Duration, "s")]
    [InlineData(ResetFormat.Duration, "7 m")]
    [InlineData(ResetFormat.Duration, "1.2.3s")]
    [InlineData(ResetFormat.Duration, "-5s")]
    [InlineData(ResetFormat.Duration, "999999999999d")]
    [InlineData(ResetFormat.Moment, "the 45th of May")]
    [InlineData(ResetFormat.Epoch, "253402300800")]
    [InlineData(ResetFormat.Epoch, "never")]
    public void A_reset_that_cannot_be_read_says_nothing(ResetFormat format, string text) =>
        Assert.Null(Reset(format, text));

    [Fact]
    public void Names_of_headers_are_matched_in_any_case()
    {
        var limit = Limit.PerMinute(60) with { Headers = new("X-RateLimit-Limit", "X-RATELIMIT-Remaining", null) };
        var read = HeaderReader.Read(new("lane", [limit]), Headers(("x-ratelimit-limit", "50"),
            ("x-ratelimit-remaining", "49")))!;
        Assert.Equal(new LimitReading(0, 50, 49, null), read.Limits.Single());
    }

    [Fact]
    public void A_lane_whose_profile_names_no_header_reads_nothing() =>
        Assert.Null(HeaderReader.Read(new("lane", [Limit.PerMinute(60)]), Headers(("x-limit", "50"))));

    [Fact]
    public void Headers_that_are_missing_are_an_empty_reading()
    {
        var read = HeaderReader.Read(Lane(ResetFormat.Seconds), Headers(("content-type", "text/html")))!;
        Assert.True(read.IsEmpty);
        Assert.Null(read.Of(0));
    }

    [Fact]
    public void A_reset_alone_says_nothing() =>
        Assert.Null(Read(ResetFormat.Seconds, ("x-reset", "3")));

    [Fact]
    public void Each_limit_of_a_lane_is_read_at_its_place()
    {
        var lane = new Lane("lane", [
            Limit.AtOnce(4) with { Headers = new("x-slots", null, null) }, Limit.PerMinute(60),
            new(Unit.Tokens, 9, TimeSpan.FromHours(1)) { Headers = new("x-limit", "x-left", null) }]);
        var read = HeaderReader.Read(lane, Headers(("x-slots", "7"), ("x-left", "8")))!;
        Assert.Equal((7, new LimitReading(2, null, 8, null)), (read.SlotsMax, read.Limits.Single()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("3000000000")]
    [InlineData("many")]
    public void A_number_of_slots_that_cannot_be_is_no_number(string text) => Assert.Null(HeaderReader.Read(
        new("lane", [Limit.AtOnce(4) with { Headers = new("x-slots", null, null) }]),
        Headers(("x-slots", text)))!.SlotsMax);

    [Fact]
    public void No_bytes_in_headers_throw_and_nothing_read_is_negative_or_without_end()
    {
        const string alphabet = "0123456789..--++eE:TZ smhdnuµ,GMT\0é٣∞";
        var random = new Random(13);
        var lanes = Enum.GetValues<ResetFormat>().Select(Lane).ToList();
        for (var run = 1; run <= 100_000; run++)
        {
            var read = HeaderReader.Read(lanes[random.Next(lanes.Count)], Headers(
                ("x-limit", Text()), ("x-remaining", Text()), ("x-reset", Text()),
                ("date", random.Next(3) == 0 ? Text() : Date)))!;
            Assert.All(read.Limits, one => Assert.True(
                IsSane(one.Limit) && IsSane(one.Remaining) && IsSane(one.ResetSeconds), $"Run {run}: {one}"));
        }

        static bool IsSane(double? number) => number is null or (>= 0 and <= 1e15);

        string Text() => random.Next(3) switch
        {
            0 => string.Concat(random.GetItems<char>(alphabet, random.Next(12))),
            1 => random.NextInt64((long)Math.Pow(10, random.Next(18))).ToString(CultureInfo.InvariantCulture),
            _ => string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(256))),
        };
    }

    private static double? Reset(ResetFormat format, string text) =>
        Read(format, ("x-limit", "60"), ("x-reset", text), ("date", Date))!.Value.ResetSeconds;

    private static LimitReading? Read(ResetFormat format, params (string, string)[] headers) =>
        HeaderReader.Read(Lane(format), Headers(headers))!.Of(0);

    private static Lane Lane(ResetFormat format) => new("lane", [
        Limit.PerMinute(60) with { Headers = new("x-limit", "x-remaining", "x-reset") { Format = format } }]);

    private static Dictionary<string, string> Headers(params (string Name, string Text)[] headers) =>
        headers.ToDictionary(header => header.Name, header => header.Text, StringComparer.Ordinal);
}
