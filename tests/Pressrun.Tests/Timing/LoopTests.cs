using Pressrun.Timing;

namespace Pressrun.Tests.Timing;

public sealed class LoopTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Virtual_time_jumps_to_the_next_timer()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var times = loop.Run("main", async node =>
        {
            await Task.Delay(TimeSpan.FromHours(8), node.Time);
            var first = node.Time.Now;
            await Task.Delay(TimeSpan.FromMilliseconds(1), node.Time);
            return (first, node.Time.Now, node.Time.GetUtcNow());
        });
        var end = new TimeSpan(288_000_010_000);
        Assert.Equal((TimeSpan.FromHours(8), end, Start + end), times);
    }

    [Fact]
    public void The_wall_clock_may_jump_and_the_loops_time_does_not()
    {
        var waiter = new VirtualWaiter(Start);
        using var loop = new Loop(waiter);
        loop.Run("main", async node =>
        {
            waiter.Skew = TimeSpan.FromDays(-3);
            await Task.Delay(TimeSpan.FromSeconds(1), node.Time);
            Assert.Equal(TimeSpan.FromSeconds(1), node.Time.Now);
            Assert.Equal(Start.AddSeconds(1).AddDays(-3), node.Time.GetUtcNow());
            return 0;
        });
    }

    [Fact]
    public void Timers_fire_in_order_of_their_time_and_then_of_their_making()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var fired = new List<string>();
        loop.Run("main", async node =>
        {
            foreach (var (name, seconds) in new[] { ("c", 2), ("a", 1), ("d", 2), ("b", 1) })
            {
                var due = TimeSpan.FromSeconds(seconds);
                node.Time.CreateTimer(_ => fired.Add(name), null, due, Timeout.InfiniteTimeSpan);
            }

            await Task.Delay(TimeSpan.FromSeconds(3), node.Time);
            return 0;
        });
        Assert.Equal(["a", "b", "c", "d"], fired);
    }

    [Fact]
    public void A_timer_that_was_cancelled_or_moved_does_not_fire_at_its_old_time()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var fired = new List<(string, double)>();
        loop.Run("main", async node =>
        {
            var cancelled = Make(node, "cancelled", 1);
            var later = Make(node, "later", 1);
            var sooner = Make(node, "sooner", 5);
            cancelled.Dispose();
            later.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
            sooner.Change(TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
            await Task.Delay(TimeSpan.FromSeconds(9), node.Time);
            return 0;
        });
        Assert.Equal([("sooner", 2), ("later", 3)], fired);

        ITimer Make(Node node, string name, double seconds) => node.Time.CreateTimer(
            _ => fired.Add((name, node.Time.Now.TotalSeconds)), null, TimeSpan.FromSeconds(seconds),
            Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_until_it_is_stopped()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var fired = 0;
        loop.Run("main", async node =>
        {
            ITimer? timer = null;
            timer = node.Time.CreateTimer(_ =>
            {
                if (++fired == 4)
                {
                    timer!.Dispose();
                }
            }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromSeconds(60), node.Time);
            return 0;
        });
        Assert.Equal(4, fired);
    }

    [Fact]
    public void Time_does_not_wait_for_a_cancelled_deadline()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        loop.Run("main", async node =>
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(1), node.Time);
            deadline.CancelAfter(TimeSpan.FromMinutes(5));
            deadline.CancelAfter(Timeout.InfiniteTimeSpan);
            await Task.Delay(TimeSpan.FromSeconds(2), node.Time, CancellationToken.None);
            Assert.False(deadline.IsCancellationRequested);
            return 0;
        });
        Assert.Equal(TimeSpan.FromSeconds(2).Ticks, loop.Now);
    }

    [Fact]
    public void Thousands_of_cancelled_deadlines_do_not_stay_in_memory()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var alive = loop.Run("main", node =>
        {
            var callbacks = new List<WeakReference>();
            for (var call = 0; call < 20_000; call++)
            {
                callbacks.Add(Deadline(node));
            }

            GC.Collect();
            return Task.FromResult(callbacks.Count(callback => callback.IsAlive));
        });
        Assert.InRange(alive, 0, 2_500);

        static WeakReference Deadline(Node node)
        {
            var state = new object();
            node.Time.CreateTimer(_ => { }, state, TimeSpan.FromMinutes(15), Timeout.InfiniteTimeSpan).Dispose();
            return new(state);
        }
    }

    [Fact]
    public void A_continuation_never_runs_inside_the_call_that_completes_its_task()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var trace = new List<string>();
        loop.Run("main", async node =>
        {
            var source = new TaskCompletionSource();
            var waiter = node.StartAsync(async () =>
            {
                await source.Task;
                trace.Add("continued");
            });
            await Task.Yield();
            source.SetResult();
            trace.Add("set");
            await waiter;
            return 0;
        });
        Assert.Equal(["set", "continued"], trace);
    }

    [Fact]
    public void What_the_work_throws_the_loop_throws()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var error = Assert.Throws<FormatException>(() => loop.Run<int>("main", async node =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), node.Time);
            throw new FormatException("oh");
        }));
        Assert.Equal("oh", error.Message);
    }

    [Fact]
    public void A_failure_nobody_awaits_ends_the_loop_with_its_exception()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        Assert.Throws<FormatException>(() => loop.Run("main", async node =>
        {
            node.Detach(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), node.Time);
                throw new FormatException("oh");
            });
            await Task.Delay(TimeSpan.FromHours(1), node.Time);
            return 0;
        }));
        Assert.Equal(TimeSpan.FromSeconds(1).Ticks, loop.Now);
    }

    [Fact]
    public void A_watched_node_that_can_never_go_on_is_stuck()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var error = Assert.Throws<StuckException>(() => loop.Run("engine", async node =>
        {
            node.Stuck = () => false;
            await new TaskCompletionSource().Task;
            return 0;
        }));
        Assert.Contains("`engine`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_finds_itself_something_to_do_is_not_stuck()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var asked = loop.Run("engine", async node =>
        {
            var (source, count) = (new TaskCompletionSource(), 0);
            node.Stuck = () =>
            {
                count++;
                return source.TrySetResult();
            };
            await source.Task;
            return count;
        });
        Assert.Equal(1, asked);
    }

    [Fact]
    public void A_node_that_waits_for_something_outside_is_not_stuck()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var world = loop.Node("world");
        var answer = loop.Run("engine", async node =>
        {
            node.Stuck = () => false;
            var outside = new TaskCompletionSource<int>();
            world.Time.CreateTimer(_ => outside.SetResult(7), null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
            return await node.LeaveAsync(outside.Task);
        });
        Assert.Equal(7, answer);
    }

    [Fact]
    public void A_node_with_a_timer_is_not_stuck()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        loop.Run("engine", async node =>
        {
            node.Stuck = () => false;
            await Task.Delay(TimeSpan.FromHours(1), node.Time);
            return 0;
        });
        Assert.Equal(TimeSpan.FromHours(1).Ticks, loop.Now);
    }

    [Fact]
    public void A_loop_with_nothing_left_to_do_says_so()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        Assert.False(loop.Step());
    }
}
