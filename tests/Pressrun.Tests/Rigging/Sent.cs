using Pressrun.Model;

namespace Pressrun.Tests.Rigging;

/// <summary>A call as it reached a desk.</summary>
internal sealed record Sent(Call Call, int Attempt, TimeSpan At)
{
    public string Content => Call.Request.Content;

    public string ItemKey => Call.ItemKey;

    public string Stage => Call.Stage;
}
