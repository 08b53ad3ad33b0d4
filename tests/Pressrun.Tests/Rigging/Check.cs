using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Tests.Rigging;

/// <summary>A gate from a function.</summary>
internal sealed class Check(string name, bool isFree, Func<StageContext, Output, Task<Judgement>> judge) : Gate
{
    public Check(string name, Func<Output, Judgement> judge)
        : this(name, isFree: true, (_, output) => Task.FromResult(judge(output)))
    {
    }

    public override string Fingerprint => name;

    public override bool IsFree => isFree;

    public override Task<Judgement> JudgeAsync(StageContext context, Output output) => judge(context, output);
}
