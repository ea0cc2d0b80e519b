import CTAPMessages

extension AuthenticatorModel {
    /// authenticatorSelection: waits for a touch and says nothing else (CTAP 2.1, 6.9).
    func selection(_ parameters: [UInt8]) -> AnswerPlan {
        guard parameters.isEmpty else { return AnswerPlan(.status(.invalidLength)) }
        let patience = Duration.seconds(30)
        let isTouched = touch.map { $0 < patience } ?? false
        var plan = AnswerPlan(.status(isTouched ? .success : .userActionTimeout))
        plan.duration = isTouched ? touch ?? patience : patience
        plan.keepAlive = .userPresenceNeeded
        return plan
    }
}
