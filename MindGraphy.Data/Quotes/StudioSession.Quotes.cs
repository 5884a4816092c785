using MindGraphy.Data.Quotes;
using MindGraphy.Domain.Quotes;

namespace MindGraphy.Data;

internal sealed partial class StudioSession
{
    public IQuoteRepository Quotes => field ??= new QuoteRepository(this);
}
