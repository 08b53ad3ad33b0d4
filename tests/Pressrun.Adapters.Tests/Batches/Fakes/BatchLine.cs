using System.Net;
using Pressrun.Adapters.Tests.Services.Fakes;

namespace Pressrun.Adapters.Tests.Batches.Fakes;

/// <summary>
/// The way to a vendor, without a socket and in the time of whoever asks. A process can be made to die at any point of
/// any request: from then on nothing comes back.
/// </summary>
/// <param name="answer">What the vendor answers.</param>
/// <param name="time">The clock.</param>
/// <param name="dies">Whether whoever asks dies here; from then on nothing goes any way.</param>
internal sealed class BatchLine(
    Func<FakeRequest, FakeReply> answer, TimeProvider time, Func<FakeRequest, Moment, bool> dies) : HttpMessageHandler
{
    private readonly TaskCompletionSource _never = new();

    public bool IsDead { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string,
            IEnumerable<string>>>()).ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        var asked = new FakeRequest(request.RequestUri!.PathAndQuery, headers,
            request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(ct))
        {
            Method = request.Method.Method,
        };
        await LiveOrDieAsync(asked, Moment.Before);
        var reply = answer(asked);
        await LiveOrDieAsync(asked, Moment.After);
        await Task.Delay(
            reply.Mishap == FakeMishap.Hang ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(1), time, ct);
        if (reply.Mishap == FakeMishap.Drop)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        }

        var content = new StreamContent(new Slow(reply, () => LiveOrDieAsync(asked, Moment.Half)));
        content.Headers.TryAddWithoutValidation("content-type", reply.ContentType);
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = content };
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private Task LiveOrDieAsync(FakeRequest asked, Moment moment)
    {
        IsDead |= dies(asked, moment);
        return IsDead ? _never.Task : Task.CompletedTask;
    }

    /// <summary>An answer that comes in two halves, if it comes.</summary>
    private sealed class Slow(FakeReply reply, Func<Task> half) : MemoryStream(reply.Body, writable: false)
    {
        private readonly int _half = reply.Body.Length / 2;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= _half)
            {
                await half();
                return reply.Mishap == FakeMishap.Cut
                    ? throw new HttpIOException(HttpRequestError.ResponseEnded)
                    : Read(buffer.Span);
            }

            return Read(buffer.Span[..Math.Min(buffer.Length, _half - (int)Position)]);
        }
    }
}
