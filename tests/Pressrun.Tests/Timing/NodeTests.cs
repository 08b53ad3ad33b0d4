using Pressrun.Timing;

namespace Pressrun.Tests.Timing;

public sealed class NodeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_killed_node_runs_nothing_more_finally_blocks_included()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var (victim, trace) = (loop.Node("victim"), new List<string>());
        loop.Run("main", async node =>
        {
            _ = victim.StartAsync(async () =>
            {
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(5), victim.Time);
                    trace.Add("went on");
                }
                finally
                {
                    trace.Add("finally");
                }
            });
            victim.Time.CreateTimer(_ => trace.Add("fired"), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
            await Task.Delay(TimeSpan.FromSeconds(2), node.Time);
            victim.Post(() => trace.Add("queued"));
            victim.Kill();
            victim.Post(() => trace.Add("posted"));
            await Task.Delay(TimeSpan.FromSeconds(9), node.Time);
            return 0;
        });
        Assert.Empty(trace);
    }

    [Fact]
    public void A_killed_node_that_was_watched_is_not_stuck()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var victim = loop.Node("victim");
        victim.Stuck = () => false;
        loop.Run("main", async node =>
        {
            victim.Kill();
            await Task.Delay(TimeSpan.FromSeconds(9), node.Time);
            return 0;
        });
    }

    [Fact]
    public void What_another_thread_posts_runs_on_the_loop()
    {
        using var loop = new Loop(new RealWaiter());
        var threads = loop.Run("main", async node =>
        {
            var arrived = new TaskCompletionSource<int>();
            var thread = new Thread(() => node.Post(() => arrived.SetResult(Environment.CurrentManagedThreadId)));
            thread.Start();
            return (await arrived.Task, Environment.CurrentManagedThreadId);
        });
        Assert.Equal(threads.Item2, threads.Item1);
    }

    [Fact]
    public void Another_thread_may_ask_what_only_the_loop_may_read()
    {
        using var loop = new Loop(new RealWaiter());
        var asked = loop.Run("main", async node =>
        {
            var answered = new TaskCompletionSource<bool>();
            var thread = new Thread(() => _ = node.AskAsync(() => loop.IsCurrent)
                .ContinueWith(answer => answered.SetResult(answer.Result), TaskScheduler.Default));
            thread.Start();
            return await answered.Task;
        });
        Assert.True(asked);
    }

    [Fact]
    public void Thousands_of_posts_from_two_threads_all_arrive()
    {
        using var loop = new Loop(new RealWaiter());
        var count = loop.Run("main", async node =>
        {
            var (arrived, all) = (0, new TaskCompletionSource());
            for (var thread = 0; thread < 2; thread++)
            {
                new Thread(() =>
                {
                    for (var post = 0; post < 5_000; post++)
                    {
                        node.Post(Arrive);
                    }
                }).Start();
            }

            await all.Task;
            return arrived;

            void Arrive()
            {
                if (++arrived == 10_000)
                {
                    all.SetResult();
                }
            }
        });
        Assert.Equal(10_000, count);
    }

    [Fact]
    public void Work_that_leaves_the_loop_of_a_simulation_fails_loudly()
    {
        using var loop = new Loop(new VirtualWaiter(Start), new FirstPicker());
        var node = loop.Node("engine");
        var error = (Exception?)null;
        var thread = new Thread(() => error = Xunit.Record.Exception(() => node.Post(() => { })));
        thread.Start();
        thread.Join();
        Assert.Contains("node engine escaped the loop", error!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_loops_state_is_not_touched_from_another_thread()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        var error = (Exception?)null;
        var thread = new Thread(() => error = Xunit.Record.Exception(loop.Check));
        thread.Start();
        thread.Join();
        Assert.IsType<InvalidOperationException>(error);
    }

    [Fact]
    public void Two_loops_on_two_threads_do_not_disturb_each_other()
    {
        var ends = new TimeSpan[2];
        var threads = Enumerable.Range(0, 2).Select(which => new Thread(() =>
        {
            using var loop = new Loop(new VirtualWaiter(Start));
            ends[which] = loop.Run("main", async node =>
            {
                for (var step = 0; step < 5_000; step++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(which + 1), node.Time);
                }

                return node.Time.Now;
            });
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal([TimeSpan.FromSeconds(5_000), TimeSpan.FromSeconds(10_000)], ends);
    }

    [Fact]
    public void A_wait_with_a_deadline_may_be_ended_by_a_task_of_another_thread()
    {
        using var loop = new Loop(new RealWaiter());
        var sum = loop.Run("main", async node =>
        {
            var total = 0;
            for (var round = 0; round < 500; round++)
            {
                var outside = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                ThreadPool.QueueUserWorkItem(_ => outside.SetResult(1));
                total += await outside.Task.WaitAsync(TimeSpan.FromMinutes(1), node.Time, CancellationToken.None);
                loop.Check();
            }

            return total;
        });
        Assert.Equal(500, sum);
    }

    [Fact]
    public void A_wait_with_a_deadline_ends_at_it()
    {
        using var loop = new Loop(new VirtualWaiter(Start));
        loop.Run("main", async node =>
        {
            await Assert.ThrowsAsync<TimeoutException>(
                () => new TaskCompletionSource().Task.WaitAsync(
                    TimeSpan.FromMinutes(1), node.Time, CancellationToken.None));
            return 0;
        });
        Assert.Equal(TimeSpan.FromMinutes(1).Ticks, loop.Now);
    }

    [Fact]
    public void The_same_picks_leave_the_same_trace()
    {
        Assert.Equal(Trace(3), Trace(3));
        Assert.NotEqual(Trace(3), Trace(4));

        static ulong Trace(int tasks)
        {
            var picker = new FirstPicker();
            using var loop = new Loop(new VirtualWaiter(Start), picker);
            loop.Run("main", async node =>
            {
                await Task.WhenAll(Enumerable.Range(0, tasks).Select(n => node.StartAsync(
                    () => Task.Delay(TimeSpan.FromSeconds(n), node.Time))));
                return 0;
            });
            return picker.Trace;
        }
    }
}
