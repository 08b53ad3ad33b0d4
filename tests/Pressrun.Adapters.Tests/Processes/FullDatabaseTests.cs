namespace Pressrun.Adapters.Tests.Processes;

/// <summary>A database that may not grow any more, from the very commit on that holds a reply.</summary>
public sealed class FullDatabaseTests(Undisturbed undisturbed) : ProcessTests(undisturbed)
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    public async Task Replies_that_find_no_room_are_kept_in_memory_and_written_when_there_is_room_again(int commit)
    {
        var victim = await Scene.StartAsync(options: [$"full-at={commit}", "full-for=3"]);
        await Scene.InspectEndAsync(victim, "after there was room again");
        Scene.InspectAskedOnce();
        Assert.True(Provider.LifeOf(victim.Id).RefusedReply.IsCompleted, "no reply met the full database");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task Replies_that_found_no_room_and_died_with_the_process_are_listed_as_unknown(int commit)
    {
        // A reply that found no room is not durable, and its slot was given to the next call already.
        Scene.OpenMax *= 2;
        var victim = await Scene.StartAsync(options: $"full-at={commit}");
        await victim.AwaitAsync(Provider.LifeOf(victim.Id).RefusedReply);
        await victim.KillAsync();
        var remains = await Scene.InspectAsync("after the kill");
        var answered = remains.Replies.Select(reply => (reply.Key, reply.Attempt)).ToHashSet();
        var lost = Provider.Asked.Where(asked => !answered.Contains(asked)).ToHashSet();
        Assert.True(lost.Count > 0, "no reply was lost, so that nothing was tested");
        remains = await Scene.InspectEndAsync(await Scene.StartAsync(), "at the end");
        Assert.Subset(
            remains.Records.OfType<Record.Unknown>().Select(unknown => (unknown.Key, unknown.Attempt)).ToHashSet(),
            lost);
    }
}
