using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class SlotCountTests
{
    private static readonly QuotaReading Nothing = new([], null);

    [Fact]
    public void Without_a_limit_there_is_none() => Assert.Equal(int.MaxValue, new SlotCount([Limit.PerMinute(5)]).Max);

    [Fact]
    public void The_least_of_several_counts() =>
        Assert.Equal(3, new SlotCount([Limit.AtOnce(7), Limit.AtOnce(3)]).Max);

    [Fact]
    public void A_number_nobody_knows_begins_at_sixteen_and_grows_by_two_while_all_are_used()
    {
        var slots = new SlotCount([Limit.Unknown(Unit.Slots)]);
        slots.Learn(Nothing, wasFull: true, TimeSpan.Zero);
        Assert.Equal(18, slots.Max);
        slots.Learn(Nothing, wasFull: false, TimeSpan.Zero);
        Assert.Equal(18, slots.Max);
    }

    [Fact]
    public void It_does_not_grow_above_a_ceiling()
    {
        var slots = new SlotCount([Limit.Unknown(Unit.Slots), Limit.AtOnce(17) with { IsCeiling = true }]);
        slots.Learn(Told(400), wasFull: true, At(1));
        Assert.Equal(17, slots.Max);
    }

    [Fact]
    public void It_is_what_a_header_says()
    {
        var slots = new SlotCount([Limit.AtOnce(5)]);
        slots.Learn(Told(15), wasFull: false, At(1));
        Assert.Equal(15, slots.Max);
    }

    [Fact]
    public void Headers_that_name_other_limits_and_not_this_one_show_that_there_is_none()
    {
        var slots = new SlotCount([Limit.Unknown(Unit.Slots)]);
        slots.Learn(new([new(0, 60, 59, 1)], null), wasFull: false, At(1));
        Assert.Equal(int.MaxValue, slots.Max);
    }

    [Fact]
    public void A_late_refusal_of_an_episode_does_not_raise_it_again()
    {
        var slots = new SlotCount([Limit.AtOnce(10)]);
        slots.Lower(4, At(1), At(3));
        slots.Lower(8, At(1), At(4));
        Assert.Equal(4, slots.Max);
    }

    [Fact]
    public void A_header_of_a_call_from_before_a_refusal_does_not_raise_it()
    {
        var slots = new SlotCount([Limit.AtOnce(10)]);
        slots.Lower(4, At(1), At(3));
        slots.Learn(Told(10), wasFull: true, At(2));
        Assert.Equal(4, slots.Max);
        slots.Learn(Told(10), wasFull: true, At(4));
        Assert.Equal((10, TimeSpan.MaxValue), (slots.Max, slots.ProbeAt));
    }

    [Fact]
    public void It_is_tried_one_higher_when_its_time_has_come_and_all_are_used()
    {
        var slots = new SlotCount([Limit.AtOnce(10)]);
        slots.Lower(4, At(1), At(3));
        Assert.False(slots.HasRoom(4, At(32)));
        Assert.True(slots.HasRoom(3, At(40)));
        Assert.Equal(4, slots.Max);
        Assert.True(slots.HasRoom(4, At(40)));
        Assert.Equal((5, At(70)), (slots.Max, slots.ProbeAt));
    }

    [Fact]
    public void What_a_limit_names_is_not_exceeded_by_trying()
    {
        var slots = new SlotCount([Limit.AtOnce(5)]);
        slots.Lower(4, At(1), At(3));
        Assert.True(slots.HasRoom(4, At(33)));
        Assert.Equal(TimeSpan.MaxValue, slots.ProbeAt);
        Assert.False(slots.HasRoom(5, At(9_000)));
    }

    [Fact]
    public void Refused_again_after_trying_it_waits_four_times_as_long_up_to_fifteen_minutes()
    {
        var (slots, waits) = (new SlotCount([Limit.AtOnce(100)]), new List<double>());
        for (var episode = 1; episode <= 6; episode++)
        {
            slots.Lower(4, At(10_000 * episode), At(10_000 * episode));
            waits.Add((slots.ProbeAt - At(10_000 * episode)).TotalSeconds);
        }

        Assert.Equal([30, 120, 480, 900, 900, 900], waits);
    }

    [Fact]
    public void A_number_found_in_a_snapshot_is_taken_up_and_tried_soon()
    {
        var slots = new SlotCount([Limit.AtOnce(10)]);
        slots.Restore(4);
        Assert.Equal((4, At(30)), (slots.Max, slots.ProbeAt));
    }

    [Fact]
    public void A_number_found_in_a_snapshot_does_not_exceed_a_ceiling()
    {
        var slots = new SlotCount([Limit.AtOnce(10) with { IsCeiling = true }]);
        slots.Restore(4_000);
        Assert.Equal(10, slots.Max);
    }

    private static QuotaReading Told(int most) => new([], most);

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
