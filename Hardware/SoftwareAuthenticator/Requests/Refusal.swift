import CTAPMessages

/// Why a command is not carried out: the status that says so.
struct Refusal: Error, Equatable {
    let status: CTAPStatus

    init(_ status: CTAPStatus) {
        self.status = status
    }
}
