using Pressrun.Adapters.Tests.Batches.Fakes;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Batches;

public sealed class OpenAiBatchRuns : BatchRuns
{
    private protected override BatchVendor NewVendor() => new OpenAiBatchVendor();

    [Fact]
    public void A_queue_that_holds_less_than_all_is_filled_again_and_again()
    {
        Vendor.Refuses = batch => Vendor.Batches.Where(other => other.Results is null && other.Refusal is null)
            .Sum(other => other.Rows.Count) + batch.Rows.Count > 30
                ? ("token_limit_exceeded", "Enqueued token limit reached for gpt-6-luna in organization org-1. Limit: "
                    + "2,000,000 enqueued tokens. Please try again once some in_progress batches have been completed.")
                : null;
        AssertAllDone(100, Press.Run(100));
        Assert.DoesNotContain(Press.Journal.OfType<Record.Reply>(), reply => reply.Content.Outcome is Outcome.Failed);
        Assert.InRange(Vendor.Batches.Count(batch => batch.Refusal is not null), 1, 4);
        Assert.InRange(Vendor.Batches.Count(batch => batch.Refusal is null), 4, 6);
    }

    [Fact]
    public void A_batch_that_is_refused_after_it_was_taken_fails_its_rows()
    {
        Vendor.Refuses = _ => ("model_not_found", "The provided model is not supported by the Batch API.");
        var result = Press.Run(20)!;
        Assert.Equal((20, Money.Zero), (result.Items[ItemState.Failed], result.Spent));
        Assert.Single(Vendor.Batches);
    }

    [Fact]
    public void Each_model_has_batches_of_its_own()
    {
        var replies = Press.With(async (service, _) => await Task.WhenAll(
            Enumerable.Range(1, 6).Select(number => service.SendAsync(Rows.CallOf(number, $"gpt-6-luna{number % 2}"), 1,
                CancellationToken.None))));
        Assert.All(replies, reply => Assert.Equal(Outcome.Answered.Instance, reply.Outcome));
        Assert.Equal([3, 3], Vendor.Batches.Select(batch => batch.Rows.Count));
    }

    [Fact]
    public void The_file_that_was_uploaded_is_no_batch_yet()
    {
        var left = 1;
        Assert.Null(Press.Run(30, (request, now) =>
            now == Moment.After && request.Path == "/v1/files" && left-- == 1));
        AssertAllDone(30, Press.Run(30));
        Assert.Single(Vendor.Batches);
    }
}
