using System.Net;

namespace Pressrun.Adapters.Tests.Services.Fakes;

/// <summary>A vendor without a socket, in the time of whoever asks it: an hour of answers takes a second.</summary>
/// <param name="answer">What it answers.</param>
/// <param name="time">The clock.</param>
internal sealed class FakeHandler(Func<FakeRequest, FakeReply> answer, TimeProvider time) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var headers = request.Headers.Concat(request.Content!.Headers).ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
        headers["host"] = request.RequestUri!.Authority;
        var reply = answer(new(
            request.RequestUri.PathAndQuery, headers, await request.Content.ReadAsByteArrayAsync(ct)));
        await Task.Delay(reply.Mishap switch
        {
            FakeMishap.Hang => Timeout.InfiniteTimeSpan,
            FakeMishap.Slow => TimeSpan.FromMinutes(3),
            _ => TimeSpan.FromSeconds(1),
        }, time, ct);
        if (reply.Mishap == FakeMishap.Drop)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        }

        var content = reply.Mishap == FakeMishap.Cut
            ? new StreamContent(new CutStream(reply.Body))
            : (HttpContent)new ByteArrayContent(reply.Body);
        content.Headers.TryAddWithoutValidation("content-type", reply.ContentType);
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = content };
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class CutStream(byte[] body) : MemoryStream(body, 0, body.Length / 2, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = Read(buffer.Span);
            return read > 0 ? new(read)
                : ValueTask.FromException<int>(new HttpIOException(HttpRequestError.ResponseEnded));
        }
    }
}
